import type { Format } from '../../src/evidence/format.ts';
import { format as cobertura } from '../../src/evidence/formats/cobertura.ts';
import { format as coveragePy } from '../../src/evidence/formats/coverage-py.ts';
import { format as goCover } from '../../src/evidence/formats/go-cover.ts';
import { format as istanbulSummary } from '../../src/evidence/formats/istanbul-summary.ts';
import { format as istanbul } from '../../src/evidence/formats/istanbul.ts';
import { format as jacoco } from '../../src/evidence/formats/jacoco.ts';
import { format as lcov } from '../../src/evidence/formats/lcov.ts';
import type { CoverageEvidence, FileCoverage, Problem } from '../../src/model/index.ts';

export const coverageFormats: Format<CoverageEvidence>[] = [
  coveragePy,
  cobertura,
  goCover,
  istanbul,
  istanbulSummary,
  jacoco,
  lcov,
];

export function formatNamed(id: string): Format<CoverageEvidence> {
  const format = coverageFormats.find((one) => one.id === id);
  if (format === undefined) throw new Error(`no format ${id}`);
  return format;
}

/** The bytes in small pieces, so that every token is cut somewhere. */
export async function* inPieces(bytes: Uint8Array, size = 7): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += size)
    yield await Promise.resolve(bytes.subarray(start, start + size));
}

export async function evidenceOf(id: string, input: Uint8Array | string, size?: number): Promise<CoverageEvidence> {
  const read = await formatNamed(id).parse(inPieces(Buffer.from(input), size), 'report');
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.value;
}

export async function problemsOf(id: string, input: Uint8Array | string): Promise<Problem[]> {
  const read = await formatNamed(id).parse(inPieces(Buffer.from(input)), 'report');
  return read.ok ? [] : read.problems;
}

/** `[covered lines, lines, covered branches, branches]`; the last two are `null` where not measured. */
export function figures(files: readonly FileCoverage[]): (number | null)[] {
  const sum = (count: (file: FileCoverage) => number): number => files.reduce((total, file) => total + count(file), 0);
  const measured = files.some((file) => file.branches !== null);
  return [
    sum((file) => file.lines.covered),
    sum((file) => file.lines.total),
    measured ? sum((file) => file.branches?.covered ?? 0) : null,
    measured ? sum((file) => file.branches?.total ?? 0) : null,
  ];
}

export function fileNamed(evidence: CoverageEvidence, name: string): FileCoverage {
  const file = evidence.files.find((one) => one.reportedPath === name);
  if (file === undefined) throw new Error(`no file ${name}`);
  return file;
}
