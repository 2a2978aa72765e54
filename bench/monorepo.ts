/** A repository with as many components as wanted, and one report of each kind for all of them. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What a generated repository looks like. */
export interface Monorepo {
  components: number;
  filesPerComponent: number;
  /** Bytes that each specification is filled up to with prose, beside the 0.6 KB that it demands with. */
  prose: number;
}

/** `c00042` */
export function idOf(index: number): string {
  return `c${String(index).padStart(5, '0')}`;
}

/** Writes specifications, source files, tests, README files, and the reports of coverage.py, pytest and ruff. */
export function writeMonorepo(root: string, { components, filesPerComponent, prose }: Monorepo): void {
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  write('.github/maturity.yml', 'version: 1\nstages:\n  bronze: {}\n  silver: {}\n');
  const coverage: [string, unknown][] = [];
  const cases: string[] = [];
  for (let index = 0; index < components; index += 1) {
    const id = idOf(index);
    write(`specs/${id}.md`, specification(index, prose));
    write(
      `src/${id}/README.md`,
      `# ${id}\n\n${'It does what its specification says and not one thing more. '.repeat(4)}\n`,
    );
    write(`tests/test_${id}.py`, 'def test_it():\n    pass\n');
    for (let file = 0; file < filesPerComponent; file += 1) {
      const path = `src/${id}/module_${file}.py`;
      write(path, 'value = 1\n');
      coverage.push([path, coveredFile(8, 2)]);
    }
    cases.push(`<testcase classname="tests.test_${id}" name="test_FR1_works" time="0.001"/>`);
  }
  write('reports/coverage.json', coverageReport(coverage));
  write('reports/junit.xml', junitReport(cases));
  write('reports/ruff.json', '[]');
}

/** A component requires the one before it, as far as there is one in its group of ten. */
function specification(index: number, prose: number): string {
  const id = idOf(index);
  const required =
    index % 10 === 0 ? '' : `\n### Dependencies\n\n#### Required Components\n- ${idOf(index - 1)} (bronze)\n`;
  return `# Component Specification: Component ${id}

**Component ID:** \`${id}\`
**Status:** Bronze
**Target Stage:** silver

## Overview

${paragraphs(prose)}
## Requirements

### Functional Requirements

#### FR1: It works
**Description:** It works.
**Acceptance Criteria:**
- [x] It works
${required}
## Acceptance Criteria

### Bronze Stage
- [x] All functional requirements implemented
- [x] All unit tests pass
- [x] Test coverage ≥60%
- [ ] Linting clean (\`ruff\`)
- [x] Documentation complete (README.md)

### Silver Stage
- [x] Test coverage ≥70%
- [ ] Integration with dependencies validated
`;
}

function paragraphs(bytes: number): string {
  const paragraph = `### Part\n\n${'Words that say what the component does, and why it does so. '.repeat(8)}\n\n- one thing\n- another thing\n\n`;
  return paragraph.repeat(Math.ceil(bytes / paragraph.length));
}

function coveredFile(covered: number, missing: number): unknown {
  const lines = (from: number, count: number): number[] =>
    Array.from({ length: count }, (_line, index) => from + index);
  const summary = {
    covered_lines: covered,
    num_statements: covered + missing,
    percent_covered: (100 * covered) / (covered + missing),
    missing_lines: missing,
    excluded_lines: 0,
  };
  return {
    executed_lines: lines(1, covered),
    missing_lines: lines(1 + covered, missing),
    excluded_lines: [],
    summary,
  };
}

function coverageReport(files: [string, unknown][]): string {
  const totals = {
    covered_lines: 8 * files.length,
    num_statements: 10 * files.length,
    percent_covered: 80,
    missing_lines: 2 * files.length,
    excluded_lines: 0,
  };
  const meta = {
    format: 3,
    version: '7.6.1',
    timestamp: '2026-11-22T12:00:00',
    branch_coverage: false,
    show_contexts: false,
  };
  return JSON.stringify({ meta, files: Object.fromEntries(files), totals });
}

function junitReport(cases: string[]): string {
  const counts = `errors="0" failures="0" skipped="0" tests="${cases.length}"`;
  return `<?xml version="1.0" encoding="utf-8"?><testsuites name="pytest tests"><testsuite name="pytest" ${counts} time="1.0">${cases.join('')}</testsuite></testsuites>`;
}
