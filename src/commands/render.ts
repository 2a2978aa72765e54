import { UserError, type Report } from '../model/index.ts';
import { renderers } from '../report/index.ts';

/** The formats of a report. */
export const reportFormats: readonly string[] = renderers.map(({ id }) => id);

/** Renders a report as one of the formats. `width` and `colour` are the terminal's. */
export async function render(
  report: Report,
  format: string,
  { width, colour }: { width: number; colour: boolean },
): Promise<string> {
  const renderer = renderers.find(({ id }) => id === format);
  if (renderer === undefined) {
    throw new UserError({
      code: 'usage',
      message: `There is no format "${format}".`,
      hint: `Expected one of ${reportFormats.join(', ')}.`,
    });
  }
  return renderer.render(report, {
    width,
    colour,
    byteLimit: Number.POSITIVE_INFINITY,
    linkTo: null,
    fullReport: null,
    mermaid: false,
  });
}
