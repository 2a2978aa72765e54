import type { ComponentReport, Report } from '../model/index.ts';

/** The lowest of a stage over the report's components; `null` when there is no component, or one has none. */
export function lowestStage(
  { components, stages }: Report,
  stageOf: (component: ComponentReport) => string | null,
): string | null {
  if (components.length === 0) return null;
  const ranks = components.map((component) => stages.indexOf(stageOf(component) ?? ''));
  return stages[Math.min(...ranks)] ?? null;
}
