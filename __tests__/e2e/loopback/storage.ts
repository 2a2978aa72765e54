import { createServer, type Server } from 'node:http';
import type { State } from './state.ts';

/** A server on a port of its own. */
export interface Listening {
  server: Server;
  url: string;
}

/** Lets a server listen on loopback. */
export async function listen(server: Server): Promise<Listening> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The loopback server has no port');
  return { server, url: `http://127.0.0.1:${address.port}` };
}

/** The host of the artifacts' archives: whoever has the signed URL may read, and a token is none of its business. */
export function storageServer(state: State, violations: string[]): Server {
  return createServer(({ url = '', headers }, outgoing) => {
    if (headers.authorization !== undefined) violations.push(`The token was sent to the artifacts' host: ${url}`);
    const found = state.artifacts.find(({ id }) => url === `/archives/${id}?sig=signed`);
    const failure = state.fail('GET', url);
    if (found === undefined || failure !== null) outgoing.writeHead(failure?.status ?? 404).end('<Error/>');
    else outgoing.writeHead(200, { 'content-type': 'application/zip' }).end(found.archive);
  });
}
