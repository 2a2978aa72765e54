import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { downloadArtifact, listArtifacts, type Artifact, type Client } from '../../src/github/index.ts';
import { ReadFailure } from '../../src/model/index.ts';
import type { State } from '../e2e/loopback/index.ts';
import { withGitHub } from './loopback.ts';
import { zipOf } from './zip.ts';

const archive = zipOf([{ name: 'maturity.json', content: '{"verdict":"ready"}' }]);
const digest = `sha256:${createHash('sha256').update(archive).digest('hex')}`;

type Stored = State['artifacts'][number];
const stored: Stored = { id: 31, run: 17, name: 'report', archive, expired: false, digest };

async function onlyArtifact(client: Client): Promise<Artifact> {
  const [artifact] = await listArtifacts(client, 17, null);
  if (artifact === undefined) throw new Error('no artifact is listed');
  return artifact;
}

async function codeOf(asked: Promise<unknown>): Promise<string> {
  const error: unknown = await asked.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof ReadFailure)) throw new Error('not refused', { cause: error });
  return error.problem.code;
}

describe('the artifacts of a workflow run', () => {
  it('are listed newest first, those of other runs not', () => {
    const artifacts = [
      ...Array.from({ length: 101 }, (_none, index) => ({ ...stored, id: index + 1 })),
      { ...stored, id: 500, run: 18 },
    ];
    return withGitHub({ artifacts }, async (client) => {
      const listed = await listArtifacts(client, 17, null);
      expect(listed.map(({ id }) => id)).toEqual(Array.from({ length: 101 }, (_none, index) => 101 - index));
    });
  });

  it('may be asked for by name', () =>
    withGitHub({ artifacts: [{ ...stored, id: 1, name: 'other' }, stored] }, async (client) => {
      expect(await listArtifacts(client, 17, 'report')).toEqual([
        { id: 31, name: 'report', bytes: archive.length, expired: false, digest },
      ]);
    }));

  it('take `actions: read`', () =>
    withGitHub(
      { permissions: { actions: 'none', checks: 'write', contents: 'read', 'pull-requests': 'write' } },
      async (client) => {
        expect(await codeOf(listArtifacts(client, 17, null))).toBe('missing-permission');
      },
    ));
});

describe('an artifact', () => {
  // That the token stays behind is checked by the other host on every download.
  it.each([digest, null])('is downloaded from the host it is kept on and unpacked (digest %s)', (stated) =>
    withGitHub({ artifacts: [{ ...stored, digest: stated }] }, async (client) => {
      const files = await downloadArtifact(client, await onlyArtifact(client));
      expect([...files].map(([path, bytes]) => [path, bytes.toString()])).toEqual([
        ['maturity.json', '{"verdict":"ready"}'],
      ]);
    }),
  );

  it('that is not what was uploaded is refused', () =>
    withGitHub({ artifacts: [{ ...stored, digest: `sha256:${'0'.repeat(64)}` }] }, async (client) => {
      expect(await codeOf(downloadArtifact(client, await onlyArtifact(client)))).toBe('artifact-digest');
    }));

  it('that has expired is said to have, also when it does so meanwhile', () =>
    withGitHub({ artifacts: [{ ...stored, expired: true }] }, async (client) => {
      const artifact = await onlyArtifact(client);
      expect(await codeOf(downloadArtifact(client, artifact))).toBe('artifact-expired');
      expect(await codeOf(downloadArtifact(client, { ...artifact, expired: false }))).toBe('artifact-expired');
    }));

  it('of too many bytes is not read, nor when the API states fewer', () =>
    withGitHub({ artifacts: [{ ...stored, digest: null, archive: Buffer.alloc(50_000_001) }] }, async (client) => {
      const artifact = await onlyArtifact(client);
      expect(await codeOf(downloadArtifact(client, artifact))).toBe('artifact-too-large');
      expect(await codeOf(downloadArtifact(client, { ...artifact, bytes: 10 }))).toBe('artifact-too-large');
    }));

  it.each([
    ['/archives/', 403, 'request-refused'],
    ['/archives/', 503, 'github-unavailable'],
    ['/zip', 404, 'not-found'],
  ])('that can’t be fetched (%s: %i) is a failure', (part, status, code) => {
    const fail: State['fail'] = (_method, path) => (path.includes(part) ? { status, message: 'No' } : null);
    return withGitHub({ artifacts: [stored], fail }, async (client) => {
      expect(await codeOf(downloadArtifact(client, await onlyArtifact(client)))).toBe(code);
    });
  });
});
