const percent = '[%％٪]|(?:percent|per cent|pct)(?![\\p{L}])';
const time =
  '(?:milli|micro|nano)?seconds?|msecs?|secs?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|quarters?|years?|ms|us|[µμ]s|ns';
const quantity = 'bytes?|[kmgt]i?b|[kmg]bps|bps|rps|qps|tps|rpm|fps|[kmg]?hz';
const counted =
  'requests?|reqs?|quer(?:y|ies)|transactions?|operations?|ops|messages?|events?|calls?|records?|rows?|jobs?|users?|' +
  'connections?|sessions?|errors?|failures?|retr(?:y|ies)|findings?|issues?|warnings?|violations?|tests?|tokens?|items?|' +
  'approvals?|reviews?|incidents?|alerts?';
const letter = '[smhdwxb]';
const rate = `\\p{L}{1,24} ?(?:/| per ) ?(?:${time}|[smhd])`;
const boundary = '(?![\\p{L}\\p{N}])';

/** Units that a number has to itself, so that it is a demand even without a comparator: `80%`, `24 hours`, `7-day`. */
const telling = new RegExp(
  `^(?:(?: ?)(${percent}|(?:${rate}|${time}|${quantity})${boundary})|-((?:${time})${boundary})|([dh])${boundary})`,
  'iu',
);

/** Units that a number may have behind a comparator: also `s`, `m`, `requests`, `errors`. */
const any = new RegExp(`^[ -]?(${percent}|(?:${rate}|${time}|${quantity}|${counted}|${letter})${boundary})`, 'iu');

const abbreviations = new Set([
  'ms',
  'us',
  'µs',
  'ns',
  'bps',
  'kbps',
  'mbps',
  'gbps',
  'rps',
  'qps',
  'tps',
  'fps',
  'ops',
]);
const times = new RegExp(`^(?:${time})$`, 'iu');

/** A unit at the beginning of a text, normalised, and how many characters it takes there; `''` and 0 where there is none. */
export interface ReadUnit {
  unit: string;
  length: number;
}

/** Reads the unit right behind a number; `needed` asks for one that makes a number without comparator a demand. */
export function readUnit(behindNumber: string, needed: boolean): ReadUnit {
  const match = (needed ? telling : any).exec(behindNumber);
  if (match === null) return { unit: '', length: 0 };
  return { unit: normaliseUnit(match[1] ?? match[2] ?? match[3] ?? ''), length: match[0].length };
}

/** Whether a normalised unit is one of time. */
export function isTime(unit: string): boolean {
  return times.test(unit);
}

/** Lower case, singular, `%` for its words, `/` for "per". */
function normaliseUnit(written: string): string {
  if (new RegExp(`^(?:${percent})$`, 'iu').test(written)) return '%';
  return written
    .toLowerCase()
    .replace('μ', 'µ')
    .split(/ ?\/ ?| per /u)
    .map(singular)
    .join('/');
}

function singular(word: string): string {
  if (abbreviations.has(word) || word.length < 3) return word;
  return word.replace(/ies$/u, 'y').replace(/(?<!s)s$/u, '');
}
