import { existsSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { pages, root, type Page } from './pages.ts';

const isExternal = (url: string): boolean => /^[a-z][a-z0-9+.-]*:/i.test(url);
const byPath = new Map(pages.map((page) => [page.path, page]));

/** Why a link within the repository leads nowhere; `null` where it arrives. */
function brokenness(page: Page, url: string): string | null {
  const [path = '', anchor] = decodeURI(url).split('#', 2);
  const target = path === '' ? page.path : posix.join(posix.dirname(page.path), path);
  if (target.startsWith('..')) return 'leaves the repository';
  if (!existsSync(join(root, target))) return 'names no file';
  if (statSync(join(root, target)).isDirectory() !== path.endsWith('/')) return 'takes a folder for a file';
  if (anchor !== undefined && byPath.get(target)?.anchors.has(anchor) !== true) return 'names no heading';
  return null;
}

const links = pages.flatMap((page) => page.links.map((link) => ({ page, ...link })));

describe('the links of the documentation', () => {
  it('lead to files, images and headings that exist', () => {
    const broken = links
      .filter(({ url }) => !isExternal(url))
      .flatMap(({ page, url, line }) => {
        const why = brokenness(page, url);
        return why === null ? [] : [`${page.path}:${line} ${url} ${why}`];
      });
    expect(broken).toEqual([]);
  });

  it('name files of this repository relative to themselves, so that they lead to the same version', () => {
    const own =
      /^https:\/\/(?:github\.com\/maturity-gates\/maturity-gates\/(?:blob|tree|raw)|raw\.githubusercontent\.com)\//;
    expect(
      links.filter(({ url }) => own.test(url)).map(({ page, url, line }) => `${page.path}:${line} ${url}`),
    ).toEqual([]);
  });

  it('lead out of the repository by https only; nobody fetches them here', () => {
    const external = links.filter(({ url }) => isExternal(url));
    expect(external.length).toBeGreaterThan(0);
    expect(external.filter(({ url }) => !URL.canParse(url) || new URL(url).protocol !== 'https:')).toEqual([]);
  });

  it('reach every page of docs/ from its index or from a page that the index names', () => {
    const reached = new Set(['docs/README.md']);
    for (const path of reached)
      for (const { url } of byPath.get(path)?.links ?? [])
        if (!isExternal(url)) reached.add(posix.join(posix.dirname(path), url.split('#', 1)[0] ?? ''));
    expect(pages.map(({ path }) => path).filter((path) => path.startsWith('docs/') && !reached.has(path))).toEqual([]);
  });
});
