import { z } from 'zod';
import { parsed, type Diagnostic, type DiagnosticsEvidence, type Problem } from '../../model/index.ts';
import type { Format } from '../format.ts';
import { readJson } from '../json.ts';
import { originOf } from '../origin.ts';

const count = z.int().nonnegative();
const place = z.object({ line: count, character: count });

const symbol = z.object({
  name: z.string(),
  /** Part of the public interface; others are only referred to by it. */
  isExported: z.boolean(),
  diagnostics: z.array(
    z.object({ file: z.string(), message: z.string(), range: z.object({ start: place, end: place }).optional() }),
  ),
});

const report = z.object({
  version: z.unknown().optional(),
  /** Milliseconds, as text. */
  time: z.unknown().optional(),
  generalDiagnostics: z.array(z.object({ severity: z.string(), message: z.string() })),
  summary: z.object({ filesAnalyzed: count }),
  typeCompleteness: z.object({
    packageName: z.string(),
    packageRootDirectory: z.string().default(''),
    missingFunctionDocStringCount: count,
    missingClassDocStringCount: count,
    modules: z.array(z.object({ name: z.string() })),
    symbols: z.array(symbol).default([]),
  }),
});
type Report = z.infer<typeof report>;
type Completeness = Report['typeCompleteness'];

/**
 * What of a package's public interface has no docstring: https://microsoft.github.io/pyright/#/typed-libraries?id=verifying-type-completeness
 * It checks no types: the format `pyright` is another one.
 */
export const format: Format<DiagnosticsEvidence> = {
  id: 'pyright-verifytypes',
  title: 'pyright JSON of --verifytypes',
  kind: 'diagnostics',
  concern: 'docs',
  produce: 'pyright --outputjson --verifytypes PACKAGE > reports/pyright-verifytypes.json',
  usualNames: ['**/*verifytypes*.json'],
  sniff: ({ text }) =>
    /^\s*\{/.test(text) && /"generalDiagnostics"\s*:\s*\[/.test(text) && /"typeCompleteness"\s*:\s*\{/.test(text),
  async parse(source, path) {
    const json = await readJson(source, path, report, 'the output of `pyright --outputjson --verifytypes PACKAGE`');
    if (!json.ok) return json;
    const { typeCompleteness: completeness, summary, version, time } = json.value;
    const undocumented = completeness.symbols.map((one) => ({ ...one, diagnostics: docstringsOf(one, completeness) }));
    const diagnostics = undocumented.filter(({ isExported }) => isExported).flatMap((one) => one.diagnostics);
    const others = undocumented.flatMap((one) => one.diagnostics).length - diagnostics.length;
    const counted = completeness.missingFunctionDocStringCount + completeness.missingClassDocStringCount;
    return parsed({
      kind: 'diagnostics',
      ...originOf({ tool: 'pyright', version, time }),
      concern: 'docs',
      tool: 'pyright',
      diagnostics,
      // The counts are of all symbols; what is counted but not listed can't be told to be private.
      declared: { errors: 0, warnings: Math.max(0, counted - others), notes: 0 },
      filesAnalyzed: summary.filesAnalyzed,
      coveredFiles: completeness.modules.map(({ name }) => fileOf(name, completeness)),
      defects: defectsOf(json.value, path),
    });
  },
};

/** The other diagnostics of a symbol are of its types. */
function docstringsOf({ name, diagnostics }: z.infer<typeof symbol>, completeness: Completeness): Diagnostic[] {
  return diagnostics
    .filter(({ message }) => message.startsWith('No docstring found'))
    .map(({ file, message, range }) => ({
      rule: null,
      severity: 'warning',
      message,
      // A class has neither file nor line. pyright counts lines and columns from 0.
      at:
        file === '' || range === undefined
          ? { path: file === '' ? fileOf(moduleOf(name, completeness), completeness) : file }
          : { path: file, line: range.start.line + 1, column: range.start.character + 1, endLine: range.end.line + 1 },
    }));
}

/** The longest module name that the symbol's name begins with. */
function moduleOf(name: string, { modules, packageName }: Completeness): string {
  const holders = modules.map((module) => module.name).filter((module) => name.startsWith(`${module}.`));
  return holders.reduce((longest, module) => (module.length > longest.length ? module : longest), packageName);
}

/** `shop.price` → `…/shop/price.py`; a module that holds others is a folder. */
function fileOf(module: string, { packageName, packageRootDirectory, modules }: Completeness): string {
  const rest = module === packageName ? [] : module.slice(packageName.length + 1).split('.');
  const isFolder = rest.length === 0 || modules.some(({ name }) => name.startsWith(`${module}.`));
  return [packageRootDirectory, ...rest].join('/') + (isFolder ? '/__init__.py' : '.py');
}

/** Without py.typed, or without the package, pyright writes an empty list that looks like a perfect one. */
function defectsOf({ generalDiagnostics, typeCompleteness }: Report, path: string): Problem[] {
  const [error] = generalDiagnostics.filter(({ severity }) => severity === 'error');
  if (error === undefined || typeCompleteness.modules.length > 0) return [];
  return [
    {
      code: 'pyright-verifytypes',
      message: `pyright looked at no module: ${error.message}.`,
      at: { path },
      hint: 'The package needs a file py.typed and has to be installed or on PYTHONPATH.',
    },
  ];
}
