/** The state of a row of the report. Only policy sets `waived`. */
export const statuses = ['pass', 'fail', 'missing', 'error', 'waived', 'not-applicable'] as const;
export type Status = (typeof statuses)[number];

/** The verdict of a component, and of a run; best first. */
export const verdicts = ['ready', 'inconclusive', 'blocked'] as const;
export type Verdict = (typeof verdicts)[number];

/** Exit codes of the contract; 3 is bad usage or configuration, or no spec found. */
export const exitCodes: Record<Verdict, number> = { ready: 0, blocked: 1, inconclusive: 2 };
export const USAGE_EXIT_CODE = 3;

/** Statuses that let a row (and so its stage) hold. */
export function holds(status: Status): boolean {
  return status === 'pass' || status === 'waived' || status === 'not-applicable';
}

/** The worst of several verdicts; nothing judged at all is inconclusive. */
export function worstVerdict(all: Verdict[]): Verdict {
  const worst = Math.max(-1, ...all.map((verdict) => verdicts.indexOf(verdict)));
  return verdicts[worst] ?? 'inconclusive';
}

/** What a finding says of its row. */
export const findingOutcomes = ['fail', 'warning', 'note'] as const;
