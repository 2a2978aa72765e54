import type { Client } from './client.ts';
import { RequestFailure } from './failures.ts';

/**
 * Creates something that must not be there twice. After a failure that leaves open whether it was created (no answer,
 * or a server's error) `findCreated` looks for it; only when it is not there `create` is asked a second and last time.
 * @throws {RequestFailure} of what failed last
 */
export async function createOnce<T>(
  client: Pick<Client, 'waitToRetry'>,
  create: () => Promise<T>,
  findCreated: () => Promise<T | null>,
): Promise<T> {
  try {
    return await create();
  } catch (error) {
    if (!mayHaveCreated(error) || !(await client.waitToRetry())) throw error;
    return (await findCreated()) ?? (await create());
  }
}

function mayHaveCreated(error: unknown): boolean {
  return error instanceof RequestFailure && (error.status === null || error.status >= 500);
}
