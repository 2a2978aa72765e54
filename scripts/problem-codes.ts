import { relative } from 'node:path';
import ts from 'typescript';

/** A code that a problem may have, and the first place that gives it. */
export interface ProblemCode {
  code: string;
  /** `src/config/configuration.ts:137` */
  place: string;
}

/**
 * Every code of a problem in the sources, sorted: the texts that a property `code` of an object may have. A text that is handed to a
 * function is looked for where the function is called.
 * @param root a source file; everything that it imports is read too
 * @throws Error for a code that can't be traced to its texts
 */
export function problemCodes(...roots: string[]): ProblemCode[] {
  const program = ts.createProgram(roots, {
    target: ts.ScriptTarget.ES2023,
    module: ts.ModuleKind.NodeNext,
    strict: true,
    allowImportingTsExtensions: true,
    noEmit: true,
    lib: ['lib.es2023.d.ts'],
    types: [],
  });
  const tracer = new Tracer(program);
  const places = new Map<string, string>();
  for (const node of tracer.nodes) {
    const value = codeIn(node);
    if (value === null) continue;
    for (const code of tracer.textsOf(value)) if (!places.has(code)) places.set(code, placeOf(value));
  }
  return [...places].map(([code, place]) => ({ code, place })).sort((a, b) => (a.code < b.code ? -1 : 1));
}

/** What an object literal gives its property `code`. */
function codeIn(node: ts.Node): ts.Expression | null {
  if (ts.isPropertyAssignment(node) && node.name.getText() === 'code') return node.initializer;
  return ts.isShorthandPropertyAssignment(node) && node.name.text === 'code' ? node.name : null;
}

function placeOf(node: ts.Node): string {
  const file = node.getSourceFile();
  const { line } = file.getLineAndCharacterOfPosition(node.getStart());
  return `${relative('.', file.fileName)}:${line + 1}`;
}

/** Follows an expression to the texts that it may have. */
class Tracer {
  readonly nodes: ts.Node[];
  readonly #calls: ts.CallExpression[];
  readonly #checker: ts.TypeChecker;

  constructor(program: ts.Program) {
    this.#checker = program.getTypeChecker();
    const own = program.getSourceFiles().filter(({ fileName }) => !fileName.includes('node_modules'));
    this.nodes = own.flatMap((file) => withDescendants(file));
    this.#calls = this.nodes.filter(ts.isCallExpression);
  }

  textsOf(node: ts.Expression): string[] {
    if (ts.isStringLiteralLike(node)) return [node.text];
    if (ts.isConditionalExpression(node)) return [...this.textsOf(node.whenTrue), ...this.textsOf(node.whenFalse)];
    if (ts.isTemplateExpression(node)) return this.#filledIn(node);
    const type = this.#checker.getTypeAtLocation(node);
    const words = (type.isUnion() ? type.types : [type]).flatMap((one) => (one.isStringLiteral() ? [one.value] : []));
    if (words.length > 0) return words;
    // Any other type is no problem's code (a schema's, a status').
    if ((type.flags & ts.TypeFlags.String) === 0) return [];
    return this.#passedOn(node);
  }

  /** `${tool}-contradiction`, for each text that each part may have. */
  #filledIn(template: ts.TemplateExpression): string[] {
    let texts = [template.head.text];
    for (const { expression, literal } of template.templateSpans) {
      const inserted = this.textsOf(expression);
      texts = texts.flatMap((text) => inserted.map((part) => `${text}${part}${literal.text}`));
    }
    return texts;
  }

  /** Texts from elsewhere: those of another object's property were traced where that object is made, a parameter's are its calls'. */
  #passedOn(node: ts.Expression): string[] {
    if (ts.isPropertyAccessExpression(node)) return [];
    const symbol = ts.isShorthandPropertyAssignment(node.parent)
      ? this.#checker.getShorthandAssignmentValueSymbol(node.parent)
      : this.#checker.getSymbolAtLocation(node);
    const origin = symbol?.valueDeclaration;
    if (origin !== undefined && ts.isBindingElement(origin)) return [];
    if (origin === undefined || !ts.isParameter(origin)) throw untraceable(node);
    return this.#handedTo(origin);
  }

  /** The arguments of every call, for a parameter of a function. */
  #handedTo(parameter: ts.ParameterDeclaration): string[] {
    const called = parameter.parent;
    const index = called.parameters.indexOf(parameter);
    const given = this.#calls.flatMap((call) => {
      const argument = call.arguments[index];
      return argument !== undefined && this.#checker.getResolvedSignature(call)?.declaration === called
        ? [argument]
        : [];
    });
    if (given.length === 0) throw untraceable(parameter);
    return given.flatMap((argument) => this.textsOf(argument));
  }
}

function untraceable(node: ts.Node): Error {
  return new Error(`${placeOf(node)}: write the code as text, or hand it to a function as text`);
}

function withDescendants(node: ts.Node): ts.Node[] {
  const all = [node];
  ts.forEachChild(node, (child) => void all.push(...withDescendants(child)));
  return all;
}
