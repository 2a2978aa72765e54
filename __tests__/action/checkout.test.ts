import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { checkedOutCommit } from '../../src/action/checkout.ts';

const commit = 'd'.repeat(40);

function workspace(texts: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'checkout-'));
  for (const [path, text] of Object.entries(texts)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

describe('the commit of the workspace', () => {
  it('is that of a detached head', async () => {
    expect(await checkedOutCommit(workspace({ '.git/HEAD': `${commit}\n` }))).toBe(commit);
  });

  it('is that of the branch', async () => {
    const folder = workspace({ '.git/HEAD': 'ref: refs/heads/fix/it\n', '.git/refs/heads/fix/it': `${commit}\n` });
    expect(await checkedOutCommit(folder)).toBe(commit);
  });

  it.each<Record<string, string>>([{}, { '.git/HEAD': 'ref: refs/heads/gone\n' }, { '.git/HEAD': 'nonsense' }])(
    'is unknown with %p',
    async (texts) => {
      expect(await checkedOutCommit(workspace(texts))).toBeNull();
    },
  );
});
