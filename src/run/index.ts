export { configuredFiles, documentPlaces } from './documents.ts';
export { readmePlaces } from './facts.ts';
export type { BaseInput, ComponentInput, DeploymentLog, RunInput } from './input.ts';
export { ownComponents } from './ownership.ts';
export { reportedProblem, run } from './run.ts';
