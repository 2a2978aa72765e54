import { globSync, readFileSync } from 'node:fs';
import { anchorsOf } from './anchors.ts';
import { problemCodes } from './problem-codes.ts';

/** The page that has a paragraph for each code, written by hand below a heading that is the code. */
export const troubleshootingPage = 'docs/troubleshooting.md';

interface Paragraph {
  codes: string[];
  anchor: string;
}

/** Index of the page: every code with a link to its paragraph, sorted. */
export function codeIndex(): string {
  const entries = paragraphs().flatMap(({ codes, anchor }) => codes.map((code) => ({ code, anchor })));
  entries.sort((one, other) => (one.code < other.code ? -1 : 1));
  return entries.map(({ code, anchor }) => `[\`${code}\`](#${anchor})`).join(' ·\n');
}

/** What the page lacks: codes of the sources without a paragraph, and paragraphs for a code that nothing gives. */
export function undocumentedCodes(): string[] {
  const described = paragraphs().flatMap(({ codes }) => codes);
  const given = problemCodes(...globSync('src/**/*.ts'));
  return [
    ...given
      .filter(({ code }) => !described.includes(code))
      .map(({ code, place }) => `${troubleshootingPage} has no paragraph for the code ${code} (${place})`),
    ...described
      .filter((code) => !given.some((one) => one.code === code))
      .map((code) => `${troubleshootingPage} describes the code ${code}, which no problem has`),
    ...described
      .filter((code, index) => described.indexOf(code) !== index)
      .map((code) => `${troubleshootingPage} describes the code ${code} twice`),
  ];
}

function paragraphs(): Paragraph[] {
  const headings = [...readFileSync(troubleshootingPage, 'utf8').matchAll(/^#{1,6} (.*)\n\s*(?=(#?))/gm)];
  const anchors = anchorsOf(headings.map(([, text = '']) => text.replaceAll('`', '')));
  return headings.flatMap(([, text = '', next], index) => {
    const codes = next === '#' ? [] : [...text.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code);
    return codes.length === 0 ? [] : [{ codes, anchor: anchors[index] ?? '' }];
  });
}
