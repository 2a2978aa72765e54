export { collectDocuments } from './documents.ts';
export { collectEvidence } from './evidence.ts';
export { collectMonitoring } from './monitoring.ts';
export { collectReadmes } from './readmes.ts';
export { collectSpecs } from './specs.ts';
