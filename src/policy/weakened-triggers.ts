import { listOf, mapOf, type YamlMap } from './workflow.ts';

/**
 * Without `types` these events are run for so many of their activities, all others for all of them.
 * https://docs.github.com/actions/reference/workflows-and-actions/events-that-trigger-workflows#pull_request
 */
const PULL_REQUEST = /^pull_request(?:_target)?$/;
const USUAL_TYPES = ['opened', 'synchronize', 'reopened'];

/** Why a workflow may run less often than before; nothing where it runs at least as often. */
export function weakenedTriggers(before: unknown, after: unknown): { key: string; message: string }[] {
  const now = eventsOf(after);
  return [...eventsOf(before)].flatMap(([event, filters]) => {
    const left = now.get(event);
    const key = `on/${event}`;
    if (left === undefined) return [{ key, message: `the trigger ${event} was removed` }];
    return narrowed(event, filters, left).map((filter) => ({
      key,
      message: `the trigger ${event} is narrowed by ${filter}`,
    }));
  });
}

/** `on: push`, `on: [push, pull_request]` and `on: { push: { branches: [main] } }` in one shape. */
function eventsOf(on: unknown): Map<string, YamlMap> {
  if (typeof on === 'string' || Array.isArray(on)) return new Map(listOf(on).map((event) => [String(event), {}]));
  return new Map(
    Object.entries(mapOf(on)).map(([event, filters]) => [event, Array.isArray(filters) ? { filters } : mapOf(filters)]),
  );
}

/** Filters by which something is left out that was not left out before. */
function narrowed(event: string, before: YamlMap, after: YamlMap): string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((filter) => {
    if (same(before[filter], after[filter])) return false;
    const [was, is] = [textsOf(before[filter]), textsOf(after[filter])];
    // What is ignored may shrink; what is listed may grow, or be left open. A pattern that takes back is neither.
    if (filter.endsWith('-ignore')) return !is.every((entry) => was.includes(entry));
    if (!(filter in after))
      return filter === 'types' && PULL_REQUEST.test(event) && !was.every((type) => USUAL_TYPES.includes(type));
    return (
      !(filter in before) || !was.every((entry) => is.includes(entry)) || is.some((entry) => entry.startsWith('!'))
    );
  });
}

function textsOf(value: unknown): string[] {
  return listOf(value).map((entry) => (typeof entry === 'string' ? entry : JSON.stringify(entry)));
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
