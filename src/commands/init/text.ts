import { exitCodes, type Report } from '../../model/index.ts';
import { plainText, wrap } from '../../report/index.ts';
import type { NewComponent } from './component.ts';
import type { InitOutcome } from './outcome.ts';
import { outlookOf, type Outlook } from './outlook.ts';

const COMMAND = 'npx maturity-gates check';

/** What `init` did, what is left to do, the command that judges, and what it says now and will say then. */
export function initText(outcome: InitOutcome, width: number): string {
  const { components, files, leftOut, report } = outcome;
  const lines = [
    ...components.flatMap((component) => wrap(foundText(component), width)),
    '',
    ...files.map(({ state, path }) => `${state.padEnd(8)}${plainText(path)}`),
    ...leftOut.map((sentence) => `left out ${plainText(sentence)}`),
    '',
    'To do:',
    ...steps(outcome).flatMap((step, index) => numbered(index + 1, step, width)),
    '',
    `  ${COMMAND}`,
    '',
    ...wrap(nowText(outcome), width),
    ...wrap(thenText(outlookOf(report, components)), width),
  ];
  return `${lines.join('\n')}\n`;
}

function foundText({ id, project: { language, folder, tools } }: NewComponent): string {
  if (language === null) return `Found no project: ${id} is taken for a component whose code is still to come.`;
  const place = folder === '' ? '' : ` in ${folder}`;
  const used = [...new Set(Object.values(tools))];
  return `Found ${id}${place}: ${language}${used.length === 0 ? ', no tool that is known' : `, judged by ${used.join(', ')}`}.`;
}

function steps({ report, components, files }: InitOutcome): string[] {
  const blanks = placesToFill(report);
  const { open } = outlookOf(report, components);
  return [
    ...(blanks.length === 0 ? [] : [`Fill in what stands in [brackets]: ${blanks.join('; ')}.`]),
    ...openText(open),
    ...workflowSteps(files),
    'Judge it here:',
  ];
}

/** What was there may do anything; only of our own workflow it is known. */
function workflowSteps(files: InitOutcome['files']): string[] {
  const workflow = files.find(({ path }) => path.startsWith('.github/workflows/'));
  if (workflow === undefined) return [];
  if (workflow.state === 'kept')
    return [`See that ${plainText(workflow.path)} makes the reports, and then judges them.`];
  return [
    `Commit. ${workflow.path} makes the reports and judges them; let its job "maturity" be a required status check.`,
  ];
}

/** A sentence for each gate and reason, however many components it is true of. */
function openText(open: Outlook['open']): string[] {
  const alike = new Map<string, { row: Outlook['open'][number]; ids: string[] }>();
  for (const row of open) {
    const key = `${row.gate} ${row.why}`;
    alike.set(key, { row, ids: [...(alike.get(key)?.ids ?? []), row.component] });
  }
  return [...alike.values()].map(({ row: { gate, why }, ids }) =>
    `Nothing will prove ${gate} of ${ids.join(', ')} yet. ${plainText(why)}`.trim(),
  );
}

/** `specs/shop.md, lines 5, 21`; every line once. */
function placesToFill({ components }: Report): string[] {
  return components.flatMap(({ results, spec }) => {
    const findings = results.filter(({ gate }) => gate === 'spec-complete').flatMap((row) => row.findings);
    const numbers = new Set(findings.flatMap(({ line }) => line ?? []));
    return numbers.size === 0
      ? []
      : [`${plainText(spec.path)}, lines ${[...numbers].sort((a, b) => a - b).join(', ')}`];
  });
}

function nowText({ report, judged }: InitOutcome): string {
  const [problem] = report.components.length === 0 ? report.problems : [];
  if (problem !== undefined) return `It says now: exit code ${judged}, ${plainText(problem.message)}`;
  return `It says now: ${report.verdict}, exit code ${judged}.`;
}

function thenText({ verdict, open }: Outlook): string {
  const then = 'Once that is filled in, the requirements are met and ticked, and the reports hold';
  const says = `${verdict}, exit code ${exitCodes[verdict]}`;
  if (verdict === 'ready') return `${then}, it says: ${says}.`;
  if (open.length > 0) return `${then}, it still says: ${says}, for what nothing proves yet.`;
  return `${then}, it says: ${says}, for the review, which only GitHub knows. On a pull request that somebody approved it is ready.`;
}

function numbered(number: number, text: string, width: number): string[] {
  return wrap(text, width - 3).map((line, index) => `${index === 0 ? `${number}.` : '  '} ${line}`);
}
