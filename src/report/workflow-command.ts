import { plainText } from './plain-text.ts';

/** The runner cuts messages at 4,096 characters. */
const MOST_CHARACTERS = 4_000;

/** A line of a log that GitHub's runner makes an annotation of. */
export interface Remark {
  level: 'error' | 'warning' | 'notice';
  message: string;
  title?: string;
  file?: string;
  line?: number;
  column?: number;
}

/**
 * A remark as a command in a line of its own, whatever its texts hold:
 * https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions#setting-an-error-message
 */
export function workflowCommand({ level, message, title, file, line, column }: Remark): string {
  const properties = { file, line, col: column, title };
  const stated = Object.entries(properties).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${escapeProperty(String(value))}`],
  );
  return `::${level}${stated.length === 0 ? '' : ' '}${stated.join(',')}::${escapeData(message)}`;
}

/** As the runner decodes it: https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts */
function escapeData(text: string): string {
  return plainText(text, MOST_CHARACTERS).replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replace(/:/g, '%3A').replace(/,/g, '%2C');
}
