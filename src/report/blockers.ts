import { holds, type ComponentReport, type Result, type Status } from '../model/index.ts';

/** What stands in the way, in the order in which it is told. */
const blockingStatuses: readonly Status[] = ['fail', 'error', 'missing'];

/** Required rows that do not hold: failures first, then errors, then what is missing; else in the report's order. */
export function blockersOf<Row extends Pick<Result, 'required' | 'status'>>({ results }: { results: Row[] }): Row[] {
  return results
    .filter(({ required, status }) => required && !holds(status))
    .sort((one, other) => blockingStatuses.indexOf(one.status) - blockingStatuses.indexOf(other.status));
}

const verbs = [
  { status: 'fail', one: 'fails', several: 'fail' },
  { status: 'missing', one: 'is missing', several: 'are missing' },
  { status: 'error', one: 'is in error', several: 'are in error' },
] as const;

/** `2 gates fail, 1 is missing`; empty where nothing stands in the way. */
export function countBlockers(blockers: Result[]): string {
  const clauses = verbs.flatMap(({ status, one, several }) => {
    const count = blockers.filter((blocker) => blocker.status === status).length;
    return count === 0 ? [] : [{ count, verb: count === 1 ? one : several }];
  });
  return clauses
    .map(({ count, verb }, index) => `${count} ${index > 0 ? '' : count === 1 ? 'gate ' : 'gates '}${verb}`)
    .join(', ');
}

const approvals = new Set(['code-reviewed', 'approved']);

/** Whether nothing but the approval of people is lacking. Reviews that could not be read are not waited for. */
export function waitsForApproval(component: ComponentReport): boolean {
  const blockers = blockersOf(component);
  return blockers.length > 0 && blockers.every(({ gate, status }) => approvals.has(gate) && status !== 'error');
}
