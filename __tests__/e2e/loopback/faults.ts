import type { ServerResponse } from 'node:http';
import { refuse, type Answer } from './answer.ts';

/** What becomes of a request. */
export interface Outcome {
  answer: Answer;
  /** From what GitHub would understand or say. */
  departures: string[];
}

/** How a request goes wrong. */
export interface Fault {
  status: number;
  /** As GitHub words it in the answer. */
  message: string;
  headers?: Record<string, string>;
  /** The answer's body as it is, in place of GitHub's: a proxy's page. */
  page?: string;
  /** No answer at all, or one that breaks off. */
  connection?: 'dropped' | 'hanging' | 'cut';
  /** The request is carried out, only its answer is lost. */
  carriedOut?: boolean;
}

/** The ways in which requests fail, by the words of a test's name. */
export const faults = {
  'a server error': { status: 500, message: 'Server Error' },
  'a gateway’s page': { status: 502, message: '', page: '<html><body><h1>502 Bad Gateway</h1></body></html>' },
  'too many requests': { status: 429, message: 'Too many requests', headers: { 'retry-after': '1' } },
  'a secondary rate limit': {
    status: 403,
    message: 'You have exceeded a secondary rate limit',
    headers: { 'retry-after': '1' },
  },
  'a lacking permission': { status: 403, message: 'Resource not accessible by integration' },
  'a refused token': { status: 401, message: 'Bad credentials' },
  'a dropped connection': { status: 0, message: '', connection: 'dropped' },
  'an answer that breaks off': { status: 200, message: '', connection: 'cut' },
} as const satisfies Record<string, Fault>;

/** Makes only the first `count` of the requests fail that `fail` would. */
export function first<T extends unknown[]>(count: number, fail: (...asked: T) => Fault | null) {
  let left = count;
  return (...asked: T): Fault | null => {
    const fault = left > 0 ? fail(...asked) : null;
    if (fault !== null) left -= 1;
    return fault;
  };
}

/** The answer that goes out, where one goes out, in place of the one that `serve` would give. */
export function underFault(fault: Fault | null, serve: () => Outcome): Outcome {
  if (fault === null) return serve();
  const { departures } = fault.carriedOut === true ? serve() : { departures: [] };
  return { answer: refuse(fault.status, fault.message), departures };
}

/** Sends the answer as far as the fault lets it through. */
export function send(outgoing: ServerResponse, answer: Answer, fault: Fault | null): void {
  if (fault?.connection === 'hanging') return;
  if (fault?.connection === 'dropped') {
    outgoing.destroy();
    return;
  }
  const { page, headers = {} } = fault ?? {};
  const location = answer.location === undefined ? {} : { location: answer.location };
  if (fault !== null && page !== undefined) {
    outgoing.writeHead(fault.status, { 'content-type': 'text/html', ...headers }).end(page);
    return;
  }
  const content = JSON.stringify(answer.body);
  outgoing.writeHead(answer.status, { 'content-type': 'application/json; charset=utf-8', ...location, ...headers });
  if (fault?.connection !== 'cut') outgoing.end(content);
  else outgoing.write(content.slice(0, content.length / 2), () => outgoing.destroy());
}
