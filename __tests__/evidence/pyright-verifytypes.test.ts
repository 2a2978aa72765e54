import { describe, expect, it } from '@jest/globals';
import { formats, detect } from '../../src/evidence/index.ts';
import { format } from '../../src/evidence/formats/pyright-verifytypes.ts';
import { bytes, evidenceOf, fixture, fixturesOfOthers, headOf, problemsOf } from './reading.ts';

const path = 'reports/pyright-verifytypes.json';
const shop = fixture('pyright-verifytypes/shop.json');
const root = '/home/runner/work/shop/shop/src/shop';

/** The fixture with other symbols; `counted` are the functions without a docstring. */
function changed(symbols: object[], counted: number): Uint8Array {
  const report = JSON.parse(new TextDecoder().decode(shop)) as { typeCompleteness: object };
  Object.assign(report.typeCompleteness, { symbols, missingFunctionDocStringCount: counted });
  return bytes(JSON.stringify(report));
}

const undocumented = (name: string, isExported: boolean, file = '') => ({
  name,
  isExported,
  diagnostics: [{ file, severity: 'warning', message: `No docstring found for class "${name}"` }],
});

describe('The JSON report of pyright --verifytypes', () => {
  it('is claimed by this format alone, and this format claims no other', () => {
    expect(detect(headOf(shop, 'x.json'), formats)?.id).toBe('pyright-verifytypes');
    const others = fixturesOfOthers('pyright-verifytypes');
    expect(others.filter((other) => format.sniff(headOf(fixture(other), other)))).toEqual([]);
  });

  it('gives the missing docstrings, not the missing types, and the files it covers', async () => {
    const evidence = await evidenceOf(format, shop, path);
    expect(evidence).toMatchObject({ concern: 'docs', tool: 'pyright', filesAnalyzed: 4, defects: [] });
    expect(evidence.diagnostics.map(({ message, at }) => [message, at.path, at.line])).toEqual([
      ['No docstring found for function "shop.broken.broken"', `${root}/broken.py`, 1],
      ['No docstring found for function "shop.price.total"', `${root}/price.py`, 5],
      ['No docstring found for function "shop.price.label"', `${root}/price.py`, 9],
    ]);
    expect(evidence.coveredFiles).toEqual(['__init__', 'broken', 'price', 'warn'].map((name) => `${root}/${name}.py`));
  });

  it('leaves out what the package does not export, and finds a class by its module', async () => {
    const symbols = [undocumented('shop.price.Price', true), undocumented('shop.price._Price', false)];
    const { diagnostics, declared } = await evidenceOf(format, changed(symbols, 2), path);
    expect(diagnostics.map(({ at }) => at)).toEqual([{ path: `${root}/price.py` }]);
    expect(declared?.warnings).toBe(1);
  });

  it('states more than it lists where it counts functions of no symbol', async () => {
    const { diagnostics, declared } = await evidenceOf(format, changed([], 2), path);
    expect([diagnostics, declared?.warnings]).toEqual([[], 2]);
  });

  it('proves nothing of a package without py.typed', async () => {
    const { defects } = await evidenceOf(format, fixture('pyright-verifytypes/no-py-typed.json'), path);
    expect(defects).toMatchObject([
      { code: 'pyright-verifytypes', message: 'pyright looked at no module: No py.typed file found.', at: { path } },
    ]);
  });

  it('is refused at its line when its end is cut off', async () => {
    expect(await problemsOf(format, shop.subarray(0, 700), path)).toMatchObject([
      {
        code: 'report-syntax',
        at: { path, line: new TextDecoder().decode(shop.subarray(0, 700)).trimEnd().split('\n').length },
      },
    ]);
  });
});
