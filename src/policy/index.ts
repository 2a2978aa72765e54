export { filesOf, type ComponentFiles } from './components.ts';
export { decide, isRequired, runVerdict, type Aim } from './decide.ts';
export { demandsOf, type Demand } from './demands.ts';
export { declaredStage, ladderOf, rankOf, stageNamed, stagesUpTo, type Ladder } from './ladder.ts';
export { newComponentWeakenings, strictestRows, weakenings, type ComponentPolicy } from './weakening.ts';
