import { describe, expect, it } from '@jest/globals';
import { createOnce } from '../../src/github/create-once.ts';
import { RequestFailure } from '../../src/github/failures.ts';

const failure = (status: number | null) => new RequestFailure({ code: 'x', message: 'X.' }, status, null);
const noAnswer = failure(null);

interface Course {
  /** What each creation ends with. */
  attempts: (string | Error)[];
  found?: string | null | Error;
  hasBudget?: boolean;
}

/** What comes of it, and what was done in which order. */
async function follow({ attempts, found = null, hasBudget = true }: Course) {
  const done: string[] = [];
  const act = (name: string, outcome: string | null | Error | undefined) => {
    done.push(name);
    return outcome instanceof Error ? Promise.reject(outcome) : Promise.resolve(outcome ?? null);
  };
  const waitToRetry = () => {
    done.push('wait');
    return Promise.resolve(hasBudget);
  };
  const outcome: unknown = await createOnce(
    { waitToRetry },
    () => act('create', attempts.shift()),
    () => act('find', found),
  ).catch((error: unknown) => error);
  return { outcome, done };
}

describe('what must not be there twice', () => {
  it('is created', async () => {
    expect(await follow({ attempts: ['new'] })).toEqual({ outcome: 'new', done: ['create'] });
  });

  it.each([null, 500, 502])('is looked for where it may have been created (status %j), and found', async (status) => {
    const course = { attempts: [failure(status)], found: 'there' };
    expect(await follow(course)).toEqual({ outcome: 'there', done: ['create', 'wait', 'find'] });
  });

  it('is created again when it is not there', async () => {
    const course = { attempts: [noAnswer, 'new'] };
    expect(await follow(course)).toEqual({ outcome: 'new', done: ['create', 'wait', 'find', 'create'] });
  });

  it('is not created a third time', async () => {
    const second = failure(502);
    const { outcome, done } = await follow({ attempts: [noAnswer, second, 'new'] });
    expect(outcome).toBe(second);
    expect(done).toEqual(['create', 'wait', 'find', 'create']);
  });

  it('is not created again when it can’t be looked for', async () => {
    const unfound = failure(503);
    const { outcome, done } = await follow({ attempts: [noAnswer, 'new'], found: unfound });
    expect(outcome).toBe(unfound);
    expect(done).toEqual(['create', 'wait', 'find']);
  });

  it.each([401, 403, 404, 422, 429])('is not created again once GitHub has refused it with %i', async (status) => {
    const refused = failure(status);
    expect(await follow({ attempts: [refused, 'new'] })).toEqual({ outcome: refused, done: ['create'] });
  });

  it('is not created again without a budget', async () => {
    const course = { attempts: [noAnswer, 'new'], hasBudget: false };
    expect(await follow(course)).toEqual({ outcome: noAnswer, done: ['create', 'wait'] });
  });

  it('passes on a mistake of ours', async () => {
    const mistake = new TypeError('x');
    expect(await follow({ attempts: [mistake, 'new'] })).toEqual({ outcome: mistake, done: ['create'] });
  });
});
