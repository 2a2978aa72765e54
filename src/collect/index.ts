export { baselineFromText, baselineRecordOf, brokenBaseline, noBaseline } from './baseline-record.ts';
export { locatedDiagnostics } from './diagnostics.ts';
export { collectDocuments } from './documents.ts';
export { collectEvidence, sourceFiles } from './evidence.ts';
export { collectMonitoring } from './monitoring.ts';
export { collectReadmes } from './readmes.ts';
export { collectSpecs } from './specs.ts';
