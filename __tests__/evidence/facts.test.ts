import { describe, expect, it } from '@jest/globals';
import { format as deployment } from '../../src/evidence/formats/deployment.ts';
import { format as review } from '../../src/evidence/formats/review.ts';
import { bytes, evidenceOf, fixture, fixturesOfOthers, headOf, marked, problemsOf, utf16 } from './reading.ts';

const json = (value: object) => bytes(JSON.stringify(value));
const pathsOf = async (format: Parameters<typeof problemsOf>[0], value: object) =>
  (await problemsOf(format, json(value), 'facts.json')).map(({ message }) => /^At ([^:]+):/.exec(message)?.[1]);

describe('Reviews given as a file', () => {
  it('keep author, head and every review', async () => {
    const evidence = await evidenceOf(review, fixture('review/approved.json'));
    expect(evidence).toMatchObject({
      kind: 'review',
      author: 'dependabot[bot]',
      head: '5e141930c2c0a2f3a1b0f5d6f0c1e2d3b4a59687',
      defects: [],
    });
    expect(evidence.reviews.map(({ user, state, writer }) => [user, state, writer])).toEqual([
      ['ada', 'CHANGES_REQUESTED', true],
      ['ada', 'APPROVED', true],
      ['guest', 'COMMENTED', false],
    ]);
    expect(evidence.reviews[2]).not.toHaveProperty('commit');
  });

  it('may lack a head and have no review', async () => {
    const evidence = await evidenceOf(review, json({ kind: 'review', author: 'ada', reviews: [] }));
    expect(evidence).toEqual({ kind: 'review', author: 'ada', reviews: [], defects: [] });
  });

  it('name every wrong field at once', async () => {
    const wrong = { user: 'a', state: 'approved', submittedAt: '2026-02-30', writer: 'yes', commit: 7, extra: 1 };
    expect(await pathsOf(review, { kind: 'review', author: '', head: '', reviews: [wrong] })).toEqual([
      'author',
      'head',
      'reviews.0.state',
      'reviews.0.commit',
      'reviews.0.submittedAt',
      'reviews.0.writer',
      'reviews.0',
    ]);
  });

  it.each(['yesterday', '2026-11-21', '2026-11-21T16:03:00', '2026-13-01T00:00:00Z', 1795344631323])(
    'want an ISO date with a zone, not %s',
    async (submittedAt) => {
      const wrong = { user: 'a', state: 'APPROVED', submittedAt, writer: true };
      expect(await pathsOf(review, { kind: 'review', author: 'a', reviews: [wrong] })).toEqual([
        'reviews.0.submittedAt',
      ]);
    },
  );

  it('take no approval from a prototype', async () => {
    const text =
      '{"kind": "review", "author": "a", "reviews": [{"__proto__": {"state": "APPROVED"}, "user": "b", "submittedAt": "2026-11-21T00:00:00Z", "writer": true}]}';
    expect((await problemsOf(review, bytes(text)))[0]?.message).toContain('reviews.0');
  });
});

describe('Deployments given as a file', () => {
  it('keep every deployment with its statuses', async () => {
    const evidence = await evidenceOf(deployment, fixture('deployment/staging.json'));
    expect(evidence.defects).toEqual([]);
    expect(
      evidence.deployments.map(({ environment, sha, statuses }) => [environment, sha.slice(0, 4), statuses]),
    ).toEqual([
      [
        'staging-eu',
        '5e14',
        [
          { state: 'in_progress', createdAt: '2026-11-10T08:00:05Z' },
          { state: 'success', createdAt: '2026-11-10T08:02:31Z' },
        ],
      ],
      ['production', '0a1b', []],
    ]);
  });

  it('name every wrong field at once', async () => {
    const wrong = { environment: '', sha: 5, createdAt: 'now', statuses: [{ state: 'success' }] };
    expect(await pathsOf(deployment, { kind: 'deployment', deployments: [wrong] })).toEqual([
      'deployments.0.environment',
      'deployments.0.sha',
      'deployments.0.createdAt',
      'deployments.0.statuses.0.createdAt',
    ]);
  });
});

describe.each([
  ['review', review, 'review/approved.json', 'deployment/staging.json'],
  ['deployment', deployment, 'deployment/staging.json', 'review/approved.json'],
] as const)('A %s file', (id, format, own, other) => {
  it('is known by its content, in any encoding, also with sorted keys or cut off', () => {
    const plain = fixture(own);
    const value = JSON.parse(new TextDecoder().decode(plain)) as object;
    const reversed = json(Object.fromEntries(Object.entries(value).reverse()));
    for (const content of [plain, marked(plain), utf16(plain), reversed, plain.subarray(0, plain.length - 20)]) {
      expect(format.sniff(headOf(content, 'facts.json'))).toBe(true);
    }
  });

  it('is not claimed when it is of any other format', () => {
    const claimed = fixturesOfOthers(id).filter((path) => format.sniff(headOf(fixture(path), path)));
    expect(claimed).toEqual([]);
    expect(format.sniff(headOf(bytes(`{"reports": [{"format": "${id}", "kind": "${id}"}]}`), 'doctor.json'))).toBe(
      false,
    );
  });

  it('is refused at its line when it is cut off or empty, and by its kind when it is of the other', async () => {
    const lines = new TextDecoder().decode(fixture(own)).split('\n');
    expect(await problemsOf(format, bytes(lines.slice(0, 6).join('\n')), 'facts.json')).toMatchObject([
      { code: 'report-syntax', at: { path: 'facts.json', line: 6 } },
    ]);
    expect(await problemsOf(format, bytes(''), 'facts.json')).toMatchObject([
      { code: 'report-empty', at: { line: 1 } },
    ]);
    expect((await problemsOf(format, fixture(other)))[0]?.message).toContain('At kind');
  });
});
