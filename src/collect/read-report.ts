import picomatch from 'picomatch';
import { decodeHead, detect, formats, type Format, type Head } from '../evidence/index.ts';
import type { EvidenceReport, Problem, Provenance, UnreliableReport } from '../model/index.ts';
import { openReport, type OpenReport } from '../workspace/index.ts';
import { isManifest } from './manifests.ts';

/** What became of one file among the evidence. */
export type ReadReport =
  | { state: 'read'; report: EvidenceReport; warnings: Problem[] }
  | { state: 'unreliable'; report: UnreliableReport }
  | { state: 'unknown'; problem: Problem }
  | { state: 'ours' | 'baseline' };

/** Reads one file: its content says what it is; `hint` is the format that the configuration names for it. */
export async function readReport(root: string, path: string, hint: string | null): Promise<ReadReport> {
  const opened = await openReport(root, path);
  if (!opened.ok)
    return (
      brokenByName(path, provenance(path, 'unreadable', ''), opened.problems) ?? {
        state: 'unknown',
        problem: opened.problems[0],
      }
    );
  const head: Head = { path, text: decodeHead(opened.value.head), complete: opened.value.complete };
  const ours = isManifest(path) ? 'ours' : ownFile(head);
  if (ours !== null) return { state: ours };
  const format = hint === null ? detect(head, formats) : hinted(head, hint);
  if (format === null) return unclaimed(head, opened.value, hint);
  return parseAs(format, opened.value, path);
}

/** A named format is believed where its bytes alone say too little (a bare `[]`), never against them. */
function hinted(head: Head, hint: string): Format | null {
  const format = formats.find(({ id }) => id === hint);
  if (format === undefined) return null;
  const claims = format.sniff(head) || format.sniff({ ...head, path: `${format.id}.json` });
  return claims ? format : null;
}

async function parseAs(format: Format, opened: OpenReport, path: string): Promise<ReadReport> {
  const parsed = await format.parse(opened.stream(), path);
  const source = provenance(path, format.id, await opened.sha256());
  if (!parsed.ok) return unreliable(format, source, parsed.problems);
  const said = { ...source, ...parsed.value.origin };
  const [defect, ...more] = parsed.value.defects;
  if (defect !== undefined) return unreliable(format, said, [defect, ...more]);
  return { state: 'read', report: { provenance: said, evidence: parsed.value }, warnings: parsed.warnings };
}

function unreliable(format: Format, source: Provenance, problems: [Problem, ...Problem[]]): ReadReport {
  const concern = format.concernOf?.(source.path) ?? format.concern;
  return { state: 'unreliable', report: { kind: format.kind, concern, provenance: source, problems } };
}

/** No format claims the file. One that is broken beyond recognition is attributed by its name, to fail its kind's rows. */
async function unclaimed(head: Head, opened: OpenReport, hint: string | null): Promise<ReadReport> {
  const { path } = head;
  if (hint !== null) {
    const format = formats.find(({ id }) => id === hint);
    const problem: Problem = {
      code: 'report-foreign',
      message: `The configuration says ${hint}, but the file is no ${format?.title ?? hint}.`,
      at: { path },
      hint: 'Mend the glob or the format.',
    };
    return format === undefined
      ? { state: 'unknown', problem }
      : unreliable(format, provenance(path, hint, await opened.sha256()), [problem]);
  }
  const why = brokenness(head);
  if (why !== null) {
    const problem: Problem = {
      code: why.code,
      message: `The report ${why.what}.`,
      at: { path, line: why.line },
      hint: 'Make it anew; was the tool stopped, or did it print a message into the file?',
    };
    const broken = brokenByName(path, provenance(path, 'unreadable', await opened.sha256()), [problem]);
    return broken ?? { state: 'unknown', problem };
  }
  const titles = formats.map(({ title }) => title).join(', ');
  return {
    state: 'unknown',
    problem: {
      code: 'report-unknown',
      message: 'No format is known for this file among the evidence.',
      at: { path, line: 1 },
      hint: `Known: ${titles}. Narrow the evidence globs if it is no report.`,
    },
  };
}

type Brokenness = { code: string; what: string; line: number } | null;

const broken = (code: string, what: string, line = 1): Brokenness => ({ code, what, line });

/** Why a file can't be any report: empty, or not complete JSON or XML although it is named so. Foreign reports are not broken. */
function brokenness({ path, text, complete }: Head): Brokenness {
  if (text.trim() === '') return broken('report-empty', 'is empty');
  if (/\.json$/i.test(path)) return jsonBrokenness(text, /^\s*[{[]/, complete);
  // A line tells as much as the whole.
  if (/\.(?:jsonl|ndjson)$/i.test(path))
    return jsonBrokenness(text.trimStart().split('\n', 1)[0] ?? '', /^\{/, complete);
  return /\.xml$/i.test(path) ? xmlBrokenness(text, complete) : null;
}

function jsonBrokenness(text: string, start: RegExp, complete: boolean): Brokenness {
  if (!start.test(text)) return broken('report-syntax', 'does not begin like JSON');
  return complete && !isJson(text) ? broken('report-syntax', 'is not complete JSON') : null;
}

function xmlBrokenness(text: string, complete: boolean): Brokenness {
  if (!/^\s*</.test(text)) return broken('report-syntax', 'does not begin like XML');
  if (complete && !text.trimEnd().endsWith('>')) return broken('report-syntax', 'is not complete XML');
  const entity = text.indexOf('<!ENTITY');
  if (entity < 0) return null;
  return broken('report-entity', 'declares an entity of its own', text.slice(0, entity).split('\n').length);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function brokenByName(path: string, source: Provenance, problems: [Problem, ...Problem[]]): ReadReport | null {
  const format = formats.find(({ usualNames }) => picomatch(usualNames, { dot: true, nocase: true })(path));
  return format === undefined ? null : unreliable(format, source, problems);
}

/** A report that its manifest lists, and that is not there. Its name tells what kind it was. */
export function goneReport(path: string): ReadReport {
  const problem: Problem = {
    code: 'report-gone',
    message: 'A manifest lists this report, but it is not there.',
    at: { path },
    hint: 'Bring all reports that were stamped, or stamp again what there is.',
  };
  return brokenByName(path, provenance(path, 'unreadable', ''), [problem]) ?? { state: 'unknown', problem };
}

/** A report of ours, or what later runs compare with, written where evidence is looked for, is no evidence. */
function ownFile({ text }: Head): 'ours' | 'baseline' | null {
  if (/^\s*\{\s*"schemaVersion":\s*\d+,\s*"kind":\s*"maturity-baseline"/.test(text)) return 'baseline';
  return ownReports.some((beginning) => beginning.test(text)) ? 'ours' : null;
}

/** How our reports begin: JSON, SARIF, JUnit. */
const ownReports = [
  /^\s*\{\s*"schemaVersion":\s*1,\s*"tool":\s*\{\s*"name":\s*"maturity-gates"/,
  /^\s*\{\s*"\$schema":\s*"[^"]*",\s*"version":\s*"2\.1\.0",\s*"runs":\s*\[\s*\{\s*"tool":\s*\{\s*"driver":\s*\{\s*"name":\s*"maturity-gates"/,
  /^<\?xml [^>]*>\s*<testsuites name="maturity-gates: /,
];

function provenance(path: string, format: string, sha256: string): Provenance {
  return { path, format, sha256, trust: 'self-reported' };
}

/** Ids of the formats that `evidence[].format` may name. */
export const formatIds: readonly string[] = formats.map(({ id }) => id);
