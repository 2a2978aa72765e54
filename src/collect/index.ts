export { collectEvidence } from './evidence.ts';
export { collectReadmes } from './readmes.ts';
export { collectSpecs } from './specs.ts';
