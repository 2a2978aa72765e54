import { createServer, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { complete } from './complete.ts';
import { findOperation, requestViolations, responseViolations, type Asked } from './contract.ts';
import { answerGraphql } from './graphql.ts';
import { handlers, permissionOf, refuse, type Answer } from './handlers.ts';
import { emptyState, type State } from './state.ts';

/** A request that arrived. */
export interface Recorded {
  method: string;
  /** Path with its query. */
  url: string;
  headers: IncomingMessage['headers'];
  body: unknown;
}

/** GitHub's API on this machine. */
export interface Loopback {
  url: string;
  state: State;
  requests: Recorded[];
  /** Closes the server; fails if a request or an answer departed from GitHub's description. */
  close(): Promise<void>;
}

/** The one token that the server accepts. */
export const TOKEN = 'ghs_loopback0token1not2to3be4seen';

const API_VERSION = '2022-11-28';

/** Starts a GitHub with a state of its own. */
export async function startLoopback(changes: Partial<State> = {}): Promise<Loopback> {
  const state: State = { ...emptyState(), ...changes };
  const requests: Recorded[] = [];
  const violations: string[] = [];

  const server = createServer((incoming, outgoing) => {
    void receive(incoming).then((request) => {
      requests.push(request);
      const { answer, departures } = answerTo(request, state);
      violations.push(...departures.map((departure) => `${request.method} ${request.url}: ${departure}`));
      const { status, body } = departures.length > 0 ? refuse(500, departures.join('; ')) : answer;
      outgoing.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The loopback server has no port');

  return {
    url: `http://127.0.0.1:${address.port}`,
    state,
    requests,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      if (violations.length > 0) throw new Error(`GitHub would not have understood:\n${violations.join('\n')}`);
    },
  };
}

async function receive(incoming: IncomingMessage): Promise<Recorded> {
  const sent = await text(incoming);
  const body: unknown = sent === '' ? undefined : JSON.parse(sent);
  return { method: incoming.method ?? '', url: incoming.url ?? '', headers: incoming.headers, body };
}

interface Outcome {
  answer: Answer;
  departures: string[];
}

function answerTo({ method, url, headers, body }: Recorded, state: State): Outcome {
  const { pathname, searchParams } = new URL(url, 'http://loopback');
  const departures = headerViolations(headers);
  if (headers.authorization !== `token ${TOKEN}`) return { answer: refuse(401, 'Bad credentials'), departures };
  const failure = state.fail(method, pathname);
  if (failure !== null) return { answer: refuse(failure.status, failure.message), departures };

  if (method === 'POST' && pathname === '/graphql') {
    const said = answerGraphql(body, state);
    if ('violations' in said)
      return { answer: refuse(400, 'Bad query'), departures: [...departures, ...said.violations] };
    return { answer: { status: 200, body: said.body }, departures };
  }
  const found = findOperation(method, pathname);
  if (found === null) return { answer: refuse(404, 'Not Found'), departures: [...departures, 'no such operation'] };
  const asked = { ...found, query: new Map(searchParams), body };
  departures.push(...requestViolations(asked));
  if (departures.length > 0) return { answer: refuse(500, 'Refused'), departures };

  const answer = perform(asked, state);
  return { answer, departures: responseViolations(asked.operation, answer.status, answer.body) };
}

function perform(asked: Asked, state: State): Answer {
  const { id, responses } = asked.operation;
  if (`${asked.path.owner ?? ''}/${asked.path.repo ?? ''}` !== state.repository) return refuse(404, 'Not Found');
  const [area, needed] = permissionOf[id] ?? ['contents', 'write'];
  const access = state.permissions[area];
  if (access === 'none' || (needed === 'write' && access === 'read')) {
    return refuse(403, 'Resource not accessible by integration');
  }
  const answer = handlers[id]?.(asked, state) ?? refuse(404, 'Not Found');
  const schema = responses.get(answer.status);
  return schema && answer.status < 300 ? { ...answer, body: complete(schema, answer.body) } : answer;
}

function headerViolations(headers: IncomingMessage['headers']): string[] {
  const violations: string[] = [];
  if (headers['x-github-api-version'] !== API_VERSION) violations.push('states no API version');
  if (!headers['user-agent']?.startsWith('maturity-gates')) violations.push('does not say who asks');
  return violations;
}
