import { readFileSync } from 'node:fs';
import { outputDescriptions } from '../src/action/outputs.ts';
import { defaultLadder } from '../src/config/default-ladder.ts';
import { formats } from '../src/evidence/index.ts';
import { gates } from '../src/gates/index.ts';
import { describedInputs } from './action-yml.ts';
import { codeIndex, troubleshootingPage } from './troubleshooting.ts';
import { commandReference, describedCommands } from './command-line.ts';
import { criterionExamples } from './criterion-examples.ts';

/** Markdown files that hold generated tables between `<!-- generated: NAME -->` and `<!-- end -->`. */
const files = [
  'README.md',
  'docs/gates.md',
  'docs/evidence.md',
  'docs/command-line.md',
  'docs/specification.md',
  troubleshootingPage,
];

const tables: Record<string, () => string> = {
  inputs: () =>
    table(
      ['Input', 'Meaning'],
      describedInputs().map(([name, text]) => [`\`${name}\``, text]),
    ),
  outputs: () =>
    table(
      ['Output', 'Meaning'],
      Object.entries(outputDescriptions).map(([name, text]) => [`\`${name}\``, text]),
    ),
  workflow: () => `\`\`\`yaml\n${readFileSync('docs/workflows/basic.yml', 'utf8').replace(/^#.*\n/, '')}\`\`\``,
  commands: () => table(['Command', 'What it does'], describedCommands()),
  options: () =>
    commandReference()
      .flatMap(({ heading, text, options }) => [
        heading,
        text,
        ...(options.length === 0 ? [] : [table(['Option', 'Meaning', 'Default'], options)]),
      ])
      .join('\n\n'),
  phrases: () => table(['Gate', 'Lines that demand it'], criterionExamples()),
  codes: codeIndex,
  formats: () =>
    table(
      ['Format', 'Kind', 'What it is', 'How to make one'],
      formats.map(({ id, kind, title, produce }) => [`\`${id}\``, kind, title, `\`${produce}\``]),
    ),
  gates: () =>
    table(
      ['Gate', 'Kind', 'Demanded by default from', 'Holds when'],
      gates.map(({ meta }) => [
        `[\`${meta.id}\`](gates/${meta.id}.md)`,
        meta.kindOf === undefined ? meta.kind : 'change or operation',
        defaultStage(meta.id),
        meta.claim,
      ]),
    ),
};

/** The files with their tables filled in anew: path → text. */
export function filledTables(): Map<string, string> {
  return new Map(files.map((path) => [path, fill(readFileSync(path, 'utf8'), path)]));
}

function fill(text: string, path: string): string {
  return text.replace(
    /(<!-- generated: (\w+) -->\n)[\s\S]*?(<!-- end -->)/g,
    (_all, open: string, name: string, close: string) => {
      const make = tables[name];
      if (make === undefined) throw new Error(`${path}: there is no table "${name}"`);
      return `${open}\n${make()}\n\n${close}`;
    },
  );
}

function table(header: string[], rows: string[][]): string {
  const line = (cells: string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`;
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n');
}

function defaultStage(gate: string): string {
  return defaultLadder.find(({ gates: demanded }) => gate in demanded)?.name ?? 'where a line states it';
}
