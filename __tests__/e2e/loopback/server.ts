import { createServer, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { refuse, type Answer } from './answer.ts';
import { complete } from './complete.ts';
import { findOperation, requestViolations, responseViolations, type Asked } from './contract.ts';
import { send, underFault, type Outcome } from './faults.ts';
import { answerGraphql } from './graphql.ts';
import { handlers, permissionOf } from './handlers.ts';
import { emptyState, type State } from './state.ts';
import { listen, storageServer } from './storage.ts';

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
      const fault = state.fail(request.method, pathOf(request), request.body);
      const { answer, departures } = underFault(fault, () => answerTo(request, state));
      violations.push(...departures.map((departure) => `${request.method} ${request.url}: ${departure}`));
      send(outgoing, departures.length > 0 ? refuse(500, departures.join('; ')) : answer, fault);
    });
  });
  const { url } = await listen(server);
  const storage = await listen(storageServer(state, violations));
  state.storage = storage.url;

  return {
    url,
    state,
    requests,
    close: async () => {
      for (const each of [server, storage.server]) {
        each.closeAllConnections();
        await new Promise((resolve) => each.close(resolve));
      }
      if (violations.length > 0) throw new Error(`GitHub would not have understood:\n${violations.join('\n')}`);
    },
  };
}

async function receive(incoming: IncomingMessage): Promise<Recorded> {
  const sent = await text(incoming);
  const body: unknown = sent === '' ? undefined : JSON.parse(sent);
  return { method: incoming.method ?? '', url: incoming.url ?? '', headers: incoming.headers, body };
}

/** An enterprise server has the same below other paths. */
function pathOf({ url }: Recorded): string {
  const { pathname } = new URL(url, 'http://loopback');
  return pathname.replace(/^\/api\/(v3|(?=graphql$))/, '').replace(/^(?!\/)/, '/');
}

function answerTo(request: Recorded, state: State): Outcome {
  const { method, url, headers, body } = request;
  const pathname = pathOf(request);
  const { searchParams } = new URL(url, 'http://loopback');
  const departures = headerViolations(headers);
  if (headers.authorization !== `token ${TOKEN}`) return { answer: refuse(401, 'Bad credentials'), departures };

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
