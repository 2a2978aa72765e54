import type { Positioned, Problem, Spec, SpecDocument } from '../model/index.ts';
import { readApprovals } from './approvals.ts';
import { readDependencies } from './dependencies.ts';
import { readDocumentation } from './documentation.ts';
import type { Line } from './line.ts';
import { readLines, type Reading } from './lines.ts';
import { parseMarkdown, spanOf, type Markdown } from './markdown.ts';
import { readMetadata, type Field, type Metadata } from './metadata.ts';
import { readMonitoring } from './monitoring.ts';
import { placeholderReader, placeholdersOf, type PlaceholderReader } from './placeholders.ts';
import { readRequirements } from './requirements.ts';
import type { Section } from './sections.ts';
import { sourceOf, type Source } from './source.ts';
import { readStatements } from './statements.ts';
import { readComponentRoot } from './structure.ts';
import { readTesting } from './testing.ts';
import { readTitle, titleSection } from './title.ts';

/**
 * Reads a Markdown specification (the template's shape, with tolerance). It never fails: what can't be read is in
 * `spec.problems`, and a file that names no component is not `identified`. `sha256` is the file's, in hex.
 */
export function parseSpec(written: string, path: string, sha256: string): SpecDocument {
  const text = written.replace(/^\uFEFF/u, '');
  const markdown = parseMarkdown(text);
  const problems: Problem[] = [];
  if (markdown === null) {
    problems.push({
      code: 'specification-too-deep',
      message: 'The file is nested too deeply to be read.',
      at: { path, line: 1 },
      hint: 'Use fewer lists and quotes within each other.',
    });
  }
  const { blocks, comments, others, defined } = markdown ?? nothing();
  const source = sourceOf(path, markdown === null ? '' : text, comments, others);
  const reading = readLines(source, blocks);
  const title = titleSection(reading.sections);
  const [first] = blocks;
  const metadata = readMetadata(source, first?.type === 'yaml' ? spanOf(first) : null, reading, title, problems);
  const identified =
    metadata.values.has('id') ||
    metadata.values.has('name') ||
    (problems.length > 0 && /component[ _-]?(?:id|name)\W/iu.test(text));
  const reader = placeholderReader(source, defined);
  const spec: Spec = {
    path,
    sha256,
    title: readTitle(source, title),
    ...identityOf(metadata, path),
    ...contentsOf(source, reading, reader, problems),
    placeholders: allPlaceholders(source, reading.lines, title, metadata, reader),
    problems,
  };
  problems.sort((one, other) => (one.at?.line ?? 0) - (other.at?.line ?? 0));
  return { identified, spec };
}

function nothing(): Markdown {
  return { blocks: [], comments: [], others: [], defined: new Set() };
}

type Identity = Pick<Spec, 'id' | 'idIsPlaceholder' | 'status' | 'targetStage' | 'created' | 'lastUpdated'>;

function identityOf({ values }: Metadata, path: string): Identity {
  const stated = (field: Field): Positioned<string> | null => {
    const value = values.get(field);
    return value === undefined || value.value === '' ? null : value;
  };
  const id = stated('id') ?? (values.has('id') ? null : stated('name'));
  const usable = id !== null && !/^\[.*\]$/u.test(id.value);
  const fallback = { value: fileName(path), at: id?.at ?? values.get('id')?.at ?? { path, line: 1, column: 1 } };
  return {
    id: usable ? id : fallback,
    idIsPlaceholder: !usable,
    status: stated('status'),
    targetStage: stated('targetStage'),
    created: stated('created'),
    lastUpdated: stated('lastUpdated'),
  };
}

function fileName(path: string): string {
  return (path.split('/').at(-1) ?? path).replace(/\.[^.]+$/u, '');
}

type Contents = Pick<
  Spec,
  | 'requirements'
  | 'statements'
  | 'acceptanceStages'
  | 'componentRoot'
  | 'dependencies'
  | 'tests'
  | 'approvals'
  | 'monitoring'
  | 'documentation'
>;

function contentsOf(source: Source, reading: Reading, reader: PlaceholderReader, problems: Problem[]): Contents {
  const { lines, sections } = reading;
  return {
    requirements: readRequirements(source, lines, reader, problems),
    statements: readStatements(source, lines, reader, problems),
    acceptanceStages: acceptanceStages(sections),
    componentRoot: readComponentRoot(source, reading, problems),
    dependencies: readDependencies(source, lines, reader, problems),
    tests: readTesting(source, lines, reader, problems),
    approvals: readApprovals(source, lines, reader),
    monitoring: readMonitoring(source, lines, reader),
    documentation: readDocumentation(source, lines, reader),
  };
}

/** Each stage once, where its heading stands. */
function acceptanceStages(sections: Section[]): Positioned<string>[] {
  const stages = new Map<string, Positioned<string>>();
  for (const { topic, stage, at } of sections) {
    if (topic === 'acceptance' && stage !== null && !stages.has(stage)) stages.set(stage, { value: stage, at });
  }
  return [...stages.values()];
}

const identityFields: Field[] = ['id', 'name', 'status', 'targetStage'];

/** In the order of the file; those of title, id, status and target stage are of the section `identity`. */
function allPlaceholders(
  source: Source,
  lines: Line[],
  title: Section | null,
  metadata: Metadata,
  reader: PlaceholderReader,
): Spec['placeholders'] {
  const sectionOf = (field: Field): string => (identityFields.includes(field) ? 'identity' : 'metadata');
  const above = metadata.placeholders.map(({ field, text, start }) => ({
    text,
    at: source.at(start),
    section: sectionOf(field),
  }));
  const below = lines.flatMap((line) => {
    const field = metadata.lines.get(line);
    const isTitle = line.kind === 'heading' && line.section === title;
    const besideTitle = line.key !== null && (line.section === null || line.section === title) ? 'metadata' : null;
    const section = isTitle ? 'identity' : field === undefined ? besideTitle : sectionOf(field);
    const found = placeholdersOf(source, line, reader);
    return section === null ? found : found.map((placeholder) => ({ ...placeholder, section }));
  });
  return [...above, ...below];
}
