import { schemaAddress } from '../schema.ts';
import type { NewComponent } from './component.ts';

/** `.github/maturity.yml` for the components; `evidence` are globs of reports. */
export function configurationText(components: NewComponent[], evidence: string[]): string {
  return `# yaml-language-server: $schema=${schemaAddress('config')}
# What is judged, and by which reports. Thresholds and gates may be set here too: maturity-gates explain
version: 1

components:
${components.map(componentText).join('')}
# Every file there must be a report that is understood.
evidence: ${listOf(evidence)}
`;
}

function componentText({ id, project: { paths, exclude, off } }: NewComponent): string {
  const reasons = Object.entries(off).map(([gate, reason]) => `      ${gate}: { off: '${reason}' }\n`);
  return [
    `  ${id}:\n`,
    `    paths: ${listOf(paths)}\n`,
    exclude.length === 0 ? '' : `    exclude: ${listOf(exclude)}\n`,
    reasons.length === 0 ? '' : `    gates:\n${reasons.join('')}`,
  ].join('');
}

/** Paths and globs hold no quote: `isPlainPath` saw to that. */
function listOf(texts: string[]): string {
  return `[${texts.map((text) => `'${text}'`).join(', ')}]`;
}
