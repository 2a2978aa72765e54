import type { View } from './command.ts';

/** What the terminal that we write to can show. */
export function terminalView(
  environment: Record<string, string | undefined>,
  stream: { isTTY?: boolean; columns?: number },
): View {
  const wanted = environment['FORCE_COLOR'] !== undefined && environment['FORCE_COLOR'] !== '0';
  const refused = environment['NO_COLOR'] !== undefined && environment['NO_COLOR'] !== '';
  return {
    width: Math.max(40, Math.min(stream.columns ?? 80, 120)),
    colour: !refused && (wanted || stream.isTTY === true),
  };
}
