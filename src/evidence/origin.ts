import type { Origin } from '../model/index.ts';
import { clip } from './clip.ts';

/** What a format found of a report's making, as it stands there: nothing of it has been checked. */
interface Said {
  tool?: string;
  version?: unknown;
  commit?: unknown;
  /** ISO 8601, or a number of milliseconds or seconds since 1970, also as text. */
  time?: unknown;
}

/** Smaller numbers are seconds: as milliseconds they would be before 1973. */
const LEAST_MILLISECONDS = 1e11;

/** The origin of a report. What makes no sense is left out: it is no reason not to read the report. */
export function originOf({ tool, version, commit, time }: Said): { origin?: Origin } {
  const createdAt = timeOf(time);
  const named = tool === undefined ? undefined : clip(`${tool} ${versionOf(version)}`.trim());
  const origin = {
    ...(named === undefined ? {} : { tool: named }),
    ...(typeof commit === 'string' && isCommit(commit) ? { commit: commit.toLowerCase() } : {}),
    ...(createdAt === null ? {} : { createdAt }),
  };
  return Object.keys(origin).length === 0 ? {} : { origin };
}

/** A commit's name in full or abbreviated; words such as `unknown` are none. */
function isCommit(text: string): boolean {
  return /^[0-9a-f]{7,64}$/i.test(text);
}

function versionOf(version: unknown): string {
  return typeof version === 'string' ? version : '';
}

/** The earliest of the times: a report is as old as its oldest part. */
export function earliest(times: readonly unknown[]): string | undefined {
  return times
    .flatMap((time) => timeOf(time) ?? [])
    .sort()
    .at(0);
}

/** A time without a zone is taken for UTC: what is said of age is said in days. */
function timeOf(time: unknown): string | null {
  const number = typeof time === 'string' && /^\d{9,16}(?:\.\d+)?$/.test(time) ? Number(time) : time;
  if (typeof number === 'number') return isoOf(number < LEAST_MILLISECONDS ? number * 1000 : number);
  const [, date, clock = '00:00:00', zone = 'Z'] =
    /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?))? ?(Z|[+-]\d{2}:?\d{2})?$/.exec(String(time)) ??
    [];
  return date === undefined ? null : isoOf(Date.parse(`${date}T${clock}${zone}`));
}

function isoOf(milliseconds: number): string | null {
  const date = new Date(milliseconds);
  return milliseconds > 0 && !Number.isNaN(date.getTime()) ? date.toISOString() : null;
}
