import type { View } from './command.ts';

type Environment = Record<string, string | undefined>;

/** Narrowest and widest that we write to: beyond it lines are hard to read. */
const NARROWEST = 40;
const WIDEST = 120;

/** Set, and to something else than no. */
function says(value: string | undefined): boolean {
  return value !== undefined && value !== '' && value !== '0' && value !== 'false';
}

/**
 * Whether to colour: `NO_COLOR` (https://no-color.org) forbids it before all; `FORCE_COLOR` and `CLICOLOR_FORCE` decide elsewhere
 * (https://force-color.org, https://bixense.com/clicolors/); else a terminal that can.
 */
function colours(environment: Environment, isTerminal: boolean): boolean {
  const { NO_COLOR, FORCE_COLOR, CLICOLOR_FORCE, CLICOLOR, TERM } = environment;
  if (NO_COLOR !== undefined && NO_COLOR !== '') return false;
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== '') return says(FORCE_COLOR);
  if (says(CLICOLOR_FORCE)) return true;
  return isTerminal && CLICOLOR !== '0' && TERM !== 'dumb';
}

/** What the terminal that we write to can show; `null`: we write to a file, which is never coloured. */
export function terminalView(environment: Environment, stream: { isTTY?: boolean; columns?: number } | null): View {
  return {
    width: Math.max(NARROWEST, Math.min(stream?.columns ?? 80, WIDEST)),
    colour: stream !== null && colours(environment, stream.isTTY === true),
  };
}
