export type { ComponentPolicy } from './component-policy.ts';
export { filesOf, type ComponentFiles } from './components.ts';
export { decide, isRequired, runVerdict, type Aim } from './decide.ts';
export { demandsOf, type Demand } from './demands.ts';
export { declaredStage, ladderOf, rankOf, stageNamed, stagesUpTo, type Ladder } from './ladder.ts';
export { strictestRows } from './strictest-rows.ts';
export { newComponentWeakenings, weakenings } from './weakening.ts';
