import { checkExample } from './example.ts';
import type { Picture } from './photograph.ts';

/** The colours that we write (ECMA-48 SGR), as a dark terminal shows them. */
const styles = new Map([
  ['1', 'font-weight: 600; color: #fff'],
  ['2', 'color: #8b949e'],
  ['31', 'color: #ff7b72'],
  ['32', 'color: #7ee787'],
  ['33', 'color: #e3b341'],
]);

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Coloured output as HTML: each piece between a colour and its reset becomes a span. */
function spans(output: string): string {
  const escape = String.fromCodePoint(27);
  return output
    .split(`${escape}[`)
    .map((piece, index) => {
      if (index === 0) return escapeHtml(piece);
      const end = piece.indexOf('m');
      const style = styles.get(piece.slice(0, end));
      const text = escapeHtml(piece.slice(end + 1));
      return style === undefined ? text : `<span style="${style}">${text}</span>`;
    })
    .join('');
}

/** The beginning of what the terminal shows of the basic example: verdict, ladder and what is lacking. */
export function exampleTerminal(): Picture {
  const output = checkExample('terminal', { FORCE_COLOR: '1', NO_COLOR: '' });
  const story = output.slice(0, output.indexOf('\ndevelopment\n'));
  const html = `<!doctype html><html lang="en"><meta charset="utf-8"><style>
    body { margin: 0; background: #0d1117; color: #e6edf3; }
    pre { margin: 0; padding: 20px 24px; font: 14px/1.45 'DejaVu Sans Mono', Menlo, Consolas, monospace; }
  </style><pre><span style="color: #8b949e">$</span> npx maturity-gates\n${spans(story.trimEnd())}</pre></html>`;
  return { path: 'docs/images/terminal.png', html, width: 760 };
}
