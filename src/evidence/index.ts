export { decodeHead } from './bytes.ts';
export { measuredComplexity } from './complexity.ts';
export { detect } from './detect.ts';
export type { Format, Head } from './format.ts';
export { formats } from './formats.ts';
export { indexFiles, mapPaths, type RepositoryFiles } from './paths.ts';
export { ruffCode } from './ruff-report.ts';
export { testFileFinder } from './test-files.ts';
export { uniteFileCoverage } from './unite-coverage.ts';
