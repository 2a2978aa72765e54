import { checkExample } from './example.ts';
import type { Picture } from './photograph.ts';

/** What is seen of the HTML report when it is opened: of one component, and of two that are both ready. */
export function exampleReports(): Picture[] {
  const screen = { width: 1200, height: 800 };
  const basic = checkExample('html', {}, ['--stage', 'staging']);
  const production = checkExample('html', {}, [
    ...['--root', 'examples/production', '--baseline', 'baseline/**'],
    ...['--now', '2026-11-22T18:00:00Z', '--promotion'],
  ]);
  return [
    { ...screen, path: 'docs/images/report-light.png', html: basic },
    { ...screen, path: 'docs/images/report-dark.png', html: production, colorScheme: 'dark' },
  ];
}
