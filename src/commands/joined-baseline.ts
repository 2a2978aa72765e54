import { posix } from 'node:path';
import { recordFromText } from '../collect/index.ts';
import { BASELINE_FILE, MOST_BASELINE_BYTES, parsed, type Parsed, type Problem, type Report } from '../model/index.ts';
import {
  joinBaselines,
  ownComponents,
  ownersOf,
  unjoined,
  type GovernedInput,
  type JoinedBaseline,
  type Part,
  type PartBaseline,
} from '../run/index.ts';
import { readNamed } from '../workspace/index.ts';

/** Joins what the shards left beside their reports for later runs. One that is not there, or broken, leaves none at all. */
export async function joinedBaseline(
  root: string,
  parts: Part[],
  { tool, commit }: Report,
  governed: GovernedInput,
): Promise<JoinedBaseline> {
  const paths = parts.map(({ path }) => baselineBeside(path));
  if (new Set(paths).size < paths.length) return nothing('in one folder, where only one is left', paths.slice(0, 1));
  const read: Parsed<PartBaseline>[] = [];
  for (const part of parts) read.push(await readBaseline(root, part));
  const unreadable = paths.filter((_path, index) => read[index]?.ok !== true);
  if (unreadable.length > 0) return nothing('not all there and sound', unreadable, brokenOnes(read));
  const owned = ownComponents(governed);
  return joinBaselines(
    read.flatMap((one) => (one.ok ? [one.value] : [])),
    { tool, commit },
    (path) => ownersOf(path, owned),
  );
}

function nothing(why: string, paths: string[], more: Problem[] = []): JoinedBaseline {
  return { record: null, problems: [unjoined(why, paths), ...more] };
}

/** Of a file that is not there nothing more can be said. */
function brokenOnes(read: Parsed<PartBaseline>[]): Problem[] {
  return read.flatMap((one) => (one.ok ? [] : one.problems)).filter(({ code }) => code !== 'file-missing');
}

async function readBaseline(
  root: string,
  { path: report, report: { components } }: Part,
): Promise<Parsed<PartBaseline>> {
  const path = baselineBeside(report);
  const file = await readNamed(root, path, MOST_BASELINE_BYTES);
  if (!file.ok) return file;
  const record = recordFromText(file.value.text, path);
  return record.ok ? parsed({ path, components: components.map(({ id }) => id), record: record.value }) : record;
}

function baselineBeside(report: string): string {
  return posix.join(posix.dirname(report), BASELINE_FILE);
}
