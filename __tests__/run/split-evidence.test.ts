import { describe, expect, it } from '@jest/globals';
import type { EvidenceSet, Provenance } from '../../src/model/index.ts';
import { coverageOf, diagnosticsOf, secretsOf, testsOf } from '../../src/run/known-evidence.ts';
import { docstringsOf } from '../../src/run/known-code.ts';
import { readmePlaces } from '../../src/run/facts.ts';
import { documentsOf } from '../../src/run/documents.ts';
import { ownComponents, type OwnedComponent } from '../../src/run/ownership.ts';
import { FACTOR, growth } from '../growth.ts';
import { specWith } from '../policy/specs.ts';

const FILES = 4;
const report: Provenance = { path: 'reports/any', format: 'any', sha256: '', trust: 'self-reported' };

interface Repository {
  components: OwnedComponent[];
  paths: string[];
  evidence: EvidenceSet;
}

/** So many components, each with four files, a test and a README, and one report of each kind for all of them. */
function repositoryOf(count: number): Repository {
  const ids = Array.from({ length: count }, (_component, index) => `c${String(index).padStart(6, '0')}`);
  const filesOf = (id: string): string[] => Array.from({ length: FILES }, (_file, index) => `src/${id}/m${index}.py`);
  const sources = ids.flatMap(filesOf);
  const paths = [...sources, ...ids.flatMap((id) => [`src/${id}/README.md`, `tests/test_${id}.py`])].sort();
  const specs = ids.map((id) =>
    specWith({ path: `specs/${id}.md`, id: { value: id, at: { path: `specs/${id}.md` } } }),
  );
  const components = ownComponents({
    components: specs.map((spec) => ({
      ...{ spec, settings: null, problems: [], before: null, stricter: null },
      change: { state: 'no-base' as const },
    })),
    repositoryFiles: paths,
    base: {
      state: 'known',
      changedPaths: sources,
    },
    configuration: { path: null },
  } as unknown as Parameters<typeof ownComponents>[0]);
  return { components, paths, evidence: evidenceOf(ids, sources) };
}

function evidenceOf(ids: string[], sources: string[]): EvidenceSet {
  const at = (path: string) => ({ path, line: 1 });
  const said = sources.map((file) => ({ file, rule: 'E1', severity: 'error' as const, message: 'm', at: at(file) }));
  return {
    coverage: {
      files: sources.map((file) => ({
        ...{ file, lines: { covered: 1, total: 2 }, branches: null, missingLines: [], coveredLines: null },
      })),
      ...{ contradictions: [], extensions: ['.py'], blankFiles: [] },
    },
    tests: [
      {
        provenance: report,
        cases: ids.map((id) => ({
          ...{ name: id, classname: '', reportedFile: null, suite: '', outcome: 'passed' as const, message: null },
          ...{ requirements: [], file: `tests/test_${id}.py` },
        })),
      },
    ],
    diagnostics: (['lint', 'security', 'docs'] as const).map((concern) => ({
      ...{ provenance: report, concern, tool: 'any', filesAnalyzed: null, unlistedWarnings: 0, suppressed: 0 },
      ...{ coveredFiles: sources, diagnostics: said },
    })),
    secrets: [
      {
        ...{ provenance: report, tool: 'any', plugins: ['any'] },
        findings: sources.map((file) => ({
          ...{ file, type: 'Key', at: at(file), audit: 'unaudited' as const, verified: false, fingerprint: file },
        })),
      },
    ],
    ...{ reviews: [], deployments: [], benchmarks: [], metrics: [], unreliable: [] },
    sources: [{ kind: 'coverage', provenance: report }],
  };
}

/** Gives every component its own of everything; answers how much each has. */
function split(count: number): number[][] {
  const { components, paths, evidence } = repositoryOf(count);
  const documents = paths
    .filter((path) => path.endsWith('.md'))
    .map((path) => ({ state: 'read' as const, path, provenance: report, words: 100, headings: [path] }));
  return components.map((component) => {
    const facts = [
      coverageOf(component, evidence),
      testsOf(component, 'unit', evidence),
      diagnosticsOf(component, components, 'lint', evidence),
      diagnosticsOf(component, components, 'security', evidence),
      docstringsOf(component, evidence),
      secretsOf(component, components, evidence),
    ];
    const known = facts.map((fact) => (fact.state === 'known' ? fact.value : null));
    const sizes = known.map((value) => {
      if (value === null) return -1;
      if ('absent' in value) return value.files.length;
      if ('cases' in value) return value.cases.length;
      return 'diagnostics' in value ? value.diagnostics.length : value.findings.length;
    });
    const documented = documentsOf(component, components, documents).related.length;
    return [...sizes, readmePlaces(component, false, paths).length, documented, component.affected ? 1 : 0];
  });
}

describe('evidence of many components', () => {
  it('is split by the files that each owns', () => {
    const each = split(7);
    expect(each.length).toBe(7);
    for (const sizes of each) expect(sizes).toEqual([FILES, 1, FILES, FILES, FILES, FILES, 1, 0, 1]);
  });

  it('takes time that grows with their number, not with its square', async () => {
    expect(await growth(1_000, split)).toBeLessThan(FACTOR * 2.5);
  }, 120_000);
});
