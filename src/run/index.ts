export { configuredFiles, documentPlaces } from './documents.ts';
export { govern, type GovernedInput } from './govern.ts';
export { readmePlaces } from './facts.ts';
export type { BaseInput, ComponentInput, DeploymentLog, RunInput } from './input.ts';
export { joinParts, type Joined, type Part } from './join-parts.ts';
export { ownComponents, type OwnedComponent } from './ownership.ts';
export { reportedProblem, run } from './run.ts';
export { shardsOf, weightsOf, type Shard } from './shards.ts';
export { wantedFacts, type WantedFacts } from './wanted-facts.ts';
