import type { Report } from '../model/index.ts';
import { renderers } from '../report/index.ts';
import { UserError } from '../model/index.ts';

/** Renders a report as one of the built formats. `width` and `colour` are the terminal's. */
export function render(report: Report, format: string, { width, colour }: { width: number; colour: boolean }): string {
  const renderer = renderers.find(({ id }) => id === format);
  if (renderer === undefined) {
    throw new UserError({
      code: 'usage',
      message: `There is no format "${format}".`,
      hint: `Expected one of ${renderers.map(({ id }) => id).join(', ')}.`,
    });
  }
  return renderer.render(report, {
    width,
    colour,
    byteLimit: Number.POSITIVE_INFINITY,
    linkTo: null,
    fullReport: null,
  });
}
