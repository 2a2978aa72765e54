import { plainText } from '../report/index.ts';

/** Parameters in words, their names as the configuration takes them: `percent 70`, `tools ruff, flake8`, `metrics uptime >= 99.5 %`. */
export function parameterText(value: unknown): string {
  if (Array.isArray(value)) return value.map(parameterText).join(', ');
  if (value === null) return '';
  if (typeof value !== 'object') return plainText(typeof value === 'string' ? value : JSON.stringify(value));
  return Object.entries(value)
    .map(([name, inner]) => `${plainText(name)} ${parameterText(inner)}`.trim())
    .join(', ');
}
