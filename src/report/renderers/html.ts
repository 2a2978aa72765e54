import type { Renderer } from '../renderer.ts';

/** One page for the browser, complete in itself. Its templates and its program are loaded by the runs that ask for it. */
export const renderer: Renderer<Promise<string>> = {
  id: 'html',
  fileName: 'maturity.html',
  async render(report, view) {
    const { htmlPage } = await import('../html/page.ts');
    return htmlPage(report, view);
  },
};
