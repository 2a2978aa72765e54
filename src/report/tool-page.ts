import { plainText } from './plain-text.ts';

/** Where this program lives: what it points at for help, and who verifies. */
export const toolPage = 'https://github.com/maturity-gates/maturity-gates';

/** The page of a gate's documentation. */
export function gatePage(gate: string): string {
  return `${toolPage}/blob/main/docs/gates/${encodeURIComponent(plainText(gate, 80))}.md`;
}
