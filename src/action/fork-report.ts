import { downloadArtifact, listArtifacts, RequestFailure, type Client } from '../github/index.ts';
import { parsed, ReadFailure, reportSchema, unparsed, type Parsed, type Report } from '../model/index.ts';
import { renderers } from '../report/index.ts';
import type { FinishedRun } from './finished-run.ts';

/** What the judging workflow names its artifact. */
const ARTIFACT = 'maturity-report';

const FILE = renderers.find(({ id }) => id === 'json')?.fileName ?? '';

/** Some hundred components; what is rendered from it is cut to the places' limits anyway. */
const MOST_BYTES = 10_000_000;

/**
 * The report that a fork's run uploaded. All of it is the fork's word: it is taken only if it has the report's shape, is
 * about the commit of the run, and has no path that leads out of the repository.
 * @throws {RequestFailure} when GitHub can't be asked, which is not the fork's doing
 */
export async function readForkReport(client: Client, run: FinishedRun): Promise<Parsed<Report>> {
  const [newest] = await listArtifacts(client, run.id, ARTIFACT);
  if (newest === undefined) return unusable('no-report', `the run uploaded no artifact \`${ARTIFACT}\``);
  try {
    const file = (await downloadArtifact(client, newest)).get(FILE);
    if (file === undefined) return unusable('no-report', `the artifact has no \`${FILE}\` at its root`);
    return reportIn(file, run.commit);
  } catch (error) {
    if (!(error instanceof ReadFailure) || error instanceof RequestFailure) throw error;
    return unparsed(error.problem);
  }
}

/** The report in the bytes of `maturity.json`, if it is one of `commit`. */
export function reportIn(file: Buffer, commit: string): Parsed<Report> {
  if (file.length > MOST_BYTES) return unusable('report-too-large', `it has more than ${MOST_BYTES} bytes`);
  const checked = reportSchema.safeParse(jsonIn(file));
  if (!checked.success) {
    const at = checked.error.issues[0]?.path.join('.') ?? '';
    return unusable('not-a-report', `\`${FILE}\` is not a report of this version${at === '' ? '' : ` (\`${at}\`)`}`);
  }
  if (checked.data.commit !== commit) return unusable('foreign-report', 'it is about another commit than the run');
  return parsed(checked.data);
}

/** The JSON value; `undefined`, which no report is, for what is none or has a path that a link must not follow. */
function jsonIn(file: Buffer): unknown {
  const strays: string[] = [];
  try {
    const value: unknown = JSON.parse(file.toString('utf8'), (key, item: unknown) => {
      if (key === 'path' && typeof item === 'string' && /(^|[/\\])\.{1,2}([/\\]|$)/.test(item)) strays.push(item);
      return item;
    });
    return strays.length > 0 ? undefined : value;
  } catch {
    return undefined;
  }
}

function unusable(code: string, why: string): Parsed<Report> {
  return unparsed({
    code,
    message: `The fork’s run left no report that can be shown: ${why}.`,
    hint: `Upload the folder \`report-dir\` as the artifact \`${ARTIFACT}\`, also when the gate fails (\`if: \${{ !cancelled() }}\`).`,
  });
}
