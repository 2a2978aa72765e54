/** Go's test files; https://pkg.go.dev/cmd/go#hdr-Test_packages */
const TEST_FILE = /_test\.go$/;

/** Finds the test files of a Go package by its import path; `null` where no folder, or more than one, could be meant. */
export type GoPackageFinder = (importPath: string) => string[] | null;

/**
 * Go's reports name packages, not files: `example.com/demo/cart`. The package's folder is the one that ends like the import
 * path; where one folder is such an end as a whole and another has more in common, either could be meant.
 */
export function goPackageFinder(paths: Iterable<string>): GoPackageFinder {
  const packages = testFilesByFolder(paths);
  const folders = [...packages.keys()].map((folder) => ({ folder, segments: folder.split('/').reverse() }));
  return (importPath) => {
    if (!importPath.includes('/') || /\s/.test(importPath)) return null;
    const wanted = importPath.split('/').reverse();
    const candidates = folders
      .map(({ folder, segments }) => {
        const common = commonLength(segments, wanted);
        return { folder, common, isWhole: common === segments.length };
      })
      .filter(({ common }) => common > 0);
    const most = Math.max(...candidates.map(({ common }) => common));
    const whole = candidates.filter(({ isWhole }) => isWhole);
    const longest = Math.max(...whole.map(({ common }) => common));
    const meant =
      longest === most
        ? whole.filter(({ common }) => common === most)
        : candidates.filter(({ common, isWhole }) => isWhole || common === most);
    const [only, other] = meant;
    return only === undefined || other !== undefined ? null : (packages.get(only.folder) ?? null);
  };
}

function testFilesByFolder(paths: Iterable<string>): Map<string, string[]> {
  const folders = new Map<string, string[]>();
  for (const path of paths) {
    if (!TEST_FILE.test(path) || !path.includes('/')) continue;
    const folder = path.slice(0, path.lastIndexOf('/'));
    const files = folders.get(folder);
    if (files === undefined) folders.set(folder, [path]);
    else files.push(path);
  }
  return folders;
}

function commonLength(one: string[], other: string[]): number {
  const end = one.findIndex((segment, index) => segment !== other[index]);
  return end < 0 ? one.length : end;
}
