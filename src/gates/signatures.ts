import type { Approval } from '../model/index.ts';
import { dayOf } from './days.ts';

/** What a line below **Approval:** is worth; `why` is a sentence, empty for one that is given. */
export interface Signature {
  approval: Approval;
  state: 'given' | 'missing' | 'wrong';
  why: string;
}

/** A line is given when it is ticked and says who and when, not later than today. */
export function signatureOf(approval: Approval, now: string): Signature {
  const { role, ticked, name, date, placeholder } = approval;
  const missing = (why: string): Signature => ({ approval, state: 'missing', why: `${role}: ${why}` });
  const wrong = (why: string): Signature => ({ approval, state: 'wrong', why: `${role}: ${why}` });
  if (placeholder !== null) return missing(`${placeholder} is still a placeholder.`);
  if (!ticked) return missing('not ticked.');
  if (name === null) return wrong('ticked, but nobody’s name stands there.');
  if (date === null) return wrong('ticked, but no date (YYYY-MM-DD) stands there.');
  if (date > dayOf(now)) return wrong(`the date ${date} lies in the future.`);
  return { approval, state: 'given', why: '' };
}
