import { holds, type ComponentReport, type Report, type Verdict } from '../../model/index.ts';
import type { NewComponent } from './component.ts';

/** What `check` will say, once the specifications are filled in and their requirements ticked, and the workflow's reports hold. */
export interface Outlook {
  verdict: Verdict;
  /** Rows that nothing will prove then: the review aside, that no command line can know. */
  open: { component: string; gate: string; why: string }[];
}

/** What people fill in and tick, and what the workflow's last command proves. */
const settled = ['spec-complete', 'requirements-met', 'no-secrets'];
const REVIEW = 'code-reviewed';

/** The outlook from what is judged now, and the tools whose reports the workflow will bring. */
export function outlookOf(report: Report, components: NewComponent[]): Outlook {
  const rows = report.components.flatMap((component) => openRows(component, components));
  const open = rows.filter(({ gate }) => gate !== REVIEW);
  if (open.some(({ fails }) => fails)) return { verdict: 'blocked', open };
  return { verdict: rows.length === 0 ? 'ready' : 'inconclusive', open };
}

function openRows({ id, results }: ComponentReport, components: NewComponent[]) {
  const tools = components.find((component) => component.id === id)?.project.tools ?? {};
  return results
    .filter(({ required, status, gate }) => required && !holds(status) && !settled.includes(gate) && !(gate in tools))
    .map(({ gate, status, findings }) => ({
      component: id,
      gate,
      why: findings[0]?.message ?? '',
      fails: status === 'fail',
    }));
}
