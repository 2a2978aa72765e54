export { USAGE_EXIT_CODE } from '../model/index.ts';
export { check, failedReport } from './check.ts';
export type { CheckOptions, CheckOutcome } from './check-options.ts';
export { gitChange } from './git-change.ts';
export { render } from './render.ts';
export { toolVersion } from './version.ts';
