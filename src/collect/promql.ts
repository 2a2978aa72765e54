const keywords = new Set('and or unless by without on ignoring group_left group_right offset bool inf nan'.split(' '));

/** Series that a PromQL expression names: https://prometheus.io/docs/prometheus/latest/querying/basics/ */
export function seriesIn(expression: string): string[] {
  const named = [...expression.matchAll(/__name__\s*=\s*"([^"]+)"/g)].map(([, name = '']) => name);
  const bare = expression
    .replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`/g, ' ')
    .replace(/#[^\n]*/g, ' ')
    .replace(/\{[^{}]*\}/g, ' ')
    .replace(/\[[^[\]]*\]/g, ' ')
    // Names of labels in a grouping are no series.
    .replace(/\b(?:by|without|on|ignoring|group_left|group_right)\s*\([^()]*\)/gi, ' ')
    // Neither are functions.
    .replace(/(?<![\w:$])[a-zA-Z_]\w*\s*\(/g, ' ( ');
  const names = [...bare.matchAll(/(?<![\w:$.])[a-zA-Z_:][\w:]*/g)].map(([name]) => name);
  return [...new Set([...named, ...names.filter((name) => !keywords.has(name.toLowerCase()))])];
}
