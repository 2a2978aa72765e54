import picomatch from 'picomatch';
import type { ComponentDocuments, Known } from '../gates/index.ts';
import { onceFor, type GateSettings, type MonitoringFile, type RepositoryDocument } from '../model/index.ts';
import { grouped } from './grouped.ts';
import type { RunInput } from './input.ts';
import type { OwnedComponent } from './ownership.ts';

/** The gates that name documents. */
const documentGates = ['user-docs-present', 'runbook-present'];

/** Folders below which documents of every component stand. */
const shared = new Set(['docs', 'doc', 'documentation', 'runbooks', 'playbooks', 'ops', 'operations']);
const runbookWords = ['runbook', 'runbooks', 'playbook', 'playbooks'];
const userWords = ['user', 'users', 'usage', 'manual', 'tutorial', 'tutorials', 'quickstart', 'howto'];
/** What stands among a component's documents and is not for its users. */
const otherWords = [
  'rollback',
  'incident',
  'incidents',
  'monitoring',
  'alerts',
  'oncall',
  'adr',
  'architecture',
  'design',
];

/** The documents that are the component's: in its folder, naming it, or anybody's where it is the only component. */
export function documentsOf(
  component: OwnedComponent,
  all: OwnedComponent[],
  documents: RepositoryDocument[],
): ComponentDocuments {
  const single = all.length === 1;
  const own = candidates(component, single, documents).filter(
    (document) =>
      (isWithin(document.path, component) || (isShared(document.path) && (single || speaksOf(document, component)))) &&
      !isReadme(document.path, component),
  );
  const runbooks = own.filter(({ path }) => has(path, runbookWords));
  const user = own.filter(({ path }) => isForUsers(path, component) && !has(path, runbookWords));
  return { user, runbooks, related: own, all: documents };
}

/** The documents below each folder, and the shared ones by each word that they have. */
const documentIndex = onceFor((documents: RepositoryDocument[]) => {
  const placed = documents.map((document, position) => ({ document, position }));
  return {
    below: grouped(
      placed.flatMap((one) => foldersAbove(one.document.path).map((folder) => ({ ...one, folder }))),
      ({ folder }) => folder,
    ),
    shared: grouped(
      placed
        .filter(({ document }) => isShared(document.path))
        .flatMap((one) => wordsOf(one.document).map((word) => ({ ...one, word }))),
      ({ word }) => word,
    ),
  };
});

/** Documents that may be the component's, in their order: those in its folder, and shared ones with a first word of its names. */
function candidates(component: OwnedComponent, single: boolean, documents: RepositoryDocument[]): RepositoryDocument[] {
  if (single) return documents;
  const { below, shared: byWord } = documentIndex(documents);
  const found = [
    ...(below.get(component.owned.folder ?? '') ?? []),
    ...namesOf(component).flatMap((name) => byWord.get(name.trim().split(' ')[0] ?? '') ?? []),
  ];
  const positions = new Set(found.map(({ position }) => position));
  return [...positions].sort((one, other) => one - other).flatMap((position) => documents[position] ?? []);
}

function foldersAbove(path: string): string[] {
  const parts = path.split('/');
  return parts.slice(1).map((_part, index) => parts.slice(0, index + 1).join('/'));
}

function wordsOf(document: RepositoryDocument): string[] {
  return [...new Set(textsOf(document).flatMap((text) => text.trim().split(' ')))];
}

/** The files that may be documents of a component, no specifications: Markdown in its folder or at the usual places, and what is named. */
export function documentPlaces(all: OwnedComponent[], input: RunInput): string[] {
  const folders = new Set(all.flatMap(({ owned }) => owned.folder ?? []));
  const isNamed = picomatch(
    documentGates.flatMap((gate) => configuredFiles(gate, input)),
    { dot: true, nocase: true },
  );
  const isOwned = (path: string): boolean =>
    path.split('/').some((_part, index, parts) => folders.has(parts.slice(0, index).join('/')));
  const specs = new Set(all.map(({ spec }) => spec.path));
  return input.repositoryFiles.filter(
    (path) =>
      !specs.has(path) &&
      (isNamed(path) || (/\.(?:md|mdx|markdown)$/i.test(path) && (isShared(path) || isOwned(path)))),
  );
}

/** The alert rules and dashboards of the repository. */
export const monitoringOf = onceFor((files: MonitoringFile[]): Known<MonitoringFile[]> => {
  if (files.length === 0) return { state: 'missing', why: 'No alert rules and no dashboards were found.' };
  const evidence = files.flatMap((file) => (file.state === 'read' ? [file.provenance] : []));
  return { state: 'known', value: files, evidence, notes: [] };
});

/** The globs that configuration, specifications and their base name as `files` of a gate: they have to be read. */
export function configuredFiles(gate: string, { components, configuration, base }: RunInput): string[] {
  const before = base.state === 'known' ? [...base.base.values(), ...base.mergeBase.values()] : [];
  const settings: GateSettings[] = [
    ...[configuration, ...before.map((policy) => policy.configuration)].flatMap(({ stages }) =>
      stages.map(({ gates }) => gates),
    ),
    ...[...components, ...before].map((policy) => policy.settings?.gates ?? {}),
  ];
  const configured = settings.flatMap((gates) => gates[gate]?.['files'] ?? []);
  const bound = [...components, ...before].flatMap(({ spec }) =>
    spec.statements.flatMap(({ binding }) =>
      binding?.gate === gate ? (binding.params['files']?.split(',') ?? []) : [],
    ),
  );
  const globs = [...configured, ...bound].filter((glob): glob is string => typeof glob === 'string');
  return [...new Set(globs.map((glob) => glob.trim()))];
}

function isWithin(path: string, { owned }: OwnedComponent): boolean {
  return owned.folder !== null && path.startsWith(`${owned.folder}/`);
}

function isShared(path: string): boolean {
  const folders = path.toLowerCase().split('/').slice(0, -1);
  return folders.length === 0 || shared.has(folders[0] ?? '');
}

function isReadme(path: string, { owned }: OwnedComponent): boolean {
  const own = owned.folder !== null && path.startsWith(`${owned.folder}/`) ? path.slice(owned.folder.length + 1) : path;
  return /^readme\.[a-z]+$/i.test(own);
}

/** Whether the path, or a heading, has the component's id or title as whole words. */
function speaksOf(document: RepositoryDocument, component: OwnedComponent): boolean {
  const names = namesOf(component);
  return textsOf(document).some((text) => names.some((name) => name.trim() !== '' && text.includes(name)));
}

function namesOf({ spec }: OwnedComponent): string[] {
  return [spec.id.value, ...(spec.title === null ? [] : [spec.title.value])].map(spaced);
}

const textsOf = onceFor((document: RepositoryDocument) =>
  [document.path, ...(document.state === 'read' ? document.headings : [])].map(spaced),
);

/** `docs/user-guide.md`, `docs/guide.md`, `docs/cache.md`, `docs/cache/anything.md`. */
function isForUsers(path: string, { spec }: OwnedComponent): boolean {
  const id = spec.id.value.toLowerCase();
  const [, second = ''] = path.toLowerCase().split('/');
  const ofComponent = isShared(path) && (second === id || second === `${id}.md`) && !has(path, otherWords);
  return ofComponent || has(path, userWords) || /(?:^|\/)guides?(?:\.[a-z]+$|\/)/i.test(path);
}

function has(path: string, words: string[]): boolean {
  const text = spaced(path);
  return words.some((word) => text.includes(` ${word} `));
}

/** In lower case, one space around each word. */
function spaced(text: string): string {
  return ` ${text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `;
}
