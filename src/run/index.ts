export { readmePlaces } from './facts.ts';
export type { BaseInput, ComponentInput, RunInput } from './input.ts';
export { ownComponents } from './ownership.ts';
export { reportedProblem, run } from './run.ts';
