import { pad, wrap } from '../../report/index.ts';
import type { Explanation } from './explanation.ts';
import { defaultText, stagesText } from './words.ts';

const LABEL_WIDTH = 12;

/** One gate for people at a terminal. */
export function explanationText(gate: Explanation, width: number): string {
  const part = (label: string, text: string): string[] => wrap(text, width, pad(label, LABEL_WIDTH));
  const list = (label: string, items: string[]): string[] =>
    items.flatMap((item, index) => wrap(item, width, pad(index === 0 ? label : '', LABEL_WIDTH)));
  const lines = [
    `${gate.id}: ${gate.title}`,
    '',
    ...part('Asks', gate.claim),
    ...part('Why', gate.rationale),
    ...part(
      'Kind',
      gate.kind === 'change' ? 'change gate: true of a commit' : 'operation gate: needs deployment or time',
    ),
    ...part('Stages', stagesText(gate)),
    ...part('Judged by', gate.needs.join('; ')),
    ...list(
      '',
      gate.evidence.map(({ format, title }) => `${format}: ${title}`),
    ),
    // A command is there to be copied: it is never broken into lines.
    ...gate.evidence.map(({ produce }, index) => `${pad(index === 0 ? 'Make it by' : '', LABEL_WIDTH)}${produce}`),
    ...list('Settings', gate.parameters.map(settingText)),
    ...list(
      'Examples',
      gate.examples.map(({ name, status }) => `${status}: ${name}`),
    ),
    ...part('Remedy', gate.remediation),
  ];
  return `${lines.join('\n')}\n`;
}

function settingText(parameter: Explanation['parameters'][number]): string {
  const { name, type, description } = parameter;
  return `${name} (${type}; default ${defaultText(parameter)}) ${description}`.trim();
}

/** All gates, one after another. */
export function listText(gates: Explanation[], width: number): string {
  const longest = Math.max(...gates.map(({ id }) => id.length));
  return `${gates.flatMap(({ id, claim }) => wrap(claim, width, `${pad(id, longest)}  `)).join('\n')}\n`;
}
