import { componentBadge, reportBadge } from '../badge.ts';
import type { Renderer } from '../renderer.ts';

/** A badge as SVG: of the component where there is one, else of all together. What draws it is loaded by the runs that ask for it. */
export const renderer: Renderer<Promise<string>> = {
  id: 'badge',
  fileName: 'badge.svg',
  async render(report) {
    const { makeBadge } = await import('badge-maker');
    const [only, ...others] = report.components;
    return `${makeBadge({ ...(only === undefined || others.length > 0 ? reportBadge(report) : componentBadge(only)) })}\n`;
  },
};
