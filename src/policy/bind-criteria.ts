import type { ComponentSettings, Configuration, Problem, Spec } from '../model/index.ts';
import { configurationPlace } from './component-policy.ts';

/**
 * The specification with the bindings of the configuration on its lines, as if they stood there as comments (which go
 * before). A binding whose text no line has is a problem: somebody believes that it holds.
 */
export function bindCriteria(
  spec: Spec,
  settings: ComponentSettings | null,
  configuration: Configuration,
): { spec: Spec; problems: Problem[] } {
  if (settings === null) return { spec, problems: [] };
  const bindings = new Map(
    Object.entries(settings.bindings).map(([text, { gate, params }]) => {
      const at = configurationPlace(configuration, ['components', settings.id, 'bindings', text]);
      return [plain(text), { text, binding: { gate, params, at } }];
    }),
  );
  const used = new Set<string>();
  const statements = spec.statements.map((statement) => {
    const found = bindings.get(plain(statement.text));
    if (found === undefined) return statement;
    used.add(found.text);
    return statement.binding === null ? { ...statement, binding: found.binding } : statement;
  });
  const problems = [...bindings.values()]
    .filter(({ text }) => !used.has(text))
    .map(({ text, binding }): Problem => ({
      code: 'binding-without-criterion',
      message: `No line of ${spec.path} reads "${text}", which the configuration binds to ${binding.gate}.`,
      at: binding.at,
      hint: 'Use the text of the criterion, without bullet and box.',
    }));
  return { spec: { ...spec, statements }, problems };
}

/** Texts are compared without regard to spaces and case. */
function plain(text: string): string {
  return text.toLowerCase().replace(/\s+/g, ' ').trim();
}
