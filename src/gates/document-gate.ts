import picomatch from 'picomatch';
import type { Finding, Location, RepositoryDocument } from '../model/index.ts';
import { documentExamples } from './document-examples.ts';
import { documentParams, type DocumentParams } from './document-params.ts';
import type { Gate, Judgement, Row } from './gate.ts';
import type { Facts } from './known-facts.ts';
import { covers } from './headings.ts';
import { finding, findingOf } from './judgement.ts';
import { bothLists, listIn } from './lists.ts';

/** What differs between the gates that ask for documents. */
export interface DocumentWords extends Pick<Gate<DocumentParams>, 'recognise'> {
  id: string;
  order: number;
  title: string;
  claim: string;
  rationale: string;
  remediation: string;
  /** Which of the component's documents are meant, and which list of the specification. */
  own: 'user' | 'runbooks';
  list: 'user' | 'operational';
  /** What a document of this kind is called, and the words that its mere existence covers ("User guide"). */
  noun: string;
  implied: string[];
}

type Read = Extract<RepositoryDocument, { state: 'read' }>;

/** A gate that asks for documents that are no stubs and cover the headings that the specification lists. */
export function documentGate(words: DocumentWords): Gate<DocumentParams> {
  const { own, list, noun, implied, recognise, ...meta } = words;
  return {
    meta: { ...meta, kind: 'change', proof: 'evidence' },
    needs: ['files', 'spec'],
    params: documentParams,
    recognise,
    bind: ({ files, headings, words: least, ...rest }) => ({
      ...rest,
      ...(files === undefined ? {} : { files: listIn(files) }),
      ...(headings === undefined ? {} : { headings: listIn(headings) }),
      ...(least === undefined ? {} : { words: Number(least) }),
    }),
    strictest: (one, other) => ({
      words: Math.max(one.words, other.words),
      headings: bothLists(one.headings, other.headings),
      files: bothLists(one.files, other.files),
    }),
    judge: (facts, demanded, row) => judge(words, facts, demanded, row),
    examples: documentExamples(own),
  };
}

function judge(gate: DocumentWords, facts: Facts, demanded: DocumentParams, row: Row): Judgement {
  const { documents } = facts;
  const groups = groupsOf(gate, facts, demanded);
  const chosen = new Set(groups.flatMap((group) => group.documents));
  const solid = [...chosen].filter((document) => isSolid(document, demanded));
  const covering = [...new Set([...solid, ...documents.related.filter((one) => isSolid(one, demanded))])];
  const headings = headingsDemanded(gate, facts, demanded, row);
  const uncovered = headings.filter(({ text }) => !covers(covering, text, gate.implied));
  const judged = {
    actual: {
      documents: solid.map(({ path, words }) => ({ path, words })),
      uncovered: uncovered.map(({ text }) => text),
    },
    expected: { words: demanded.words, headings: headings.map(({ text }) => text) },
    evidence: solid.map(({ provenance }) => provenance),
  };
  const lacking = groups.flatMap((group) => lackOf(group, demanded) ?? []);
  const worst = (['fail', 'error', 'missing'] as const).find((status) =>
    lacking.some((lack) => lack.status === status),
  );
  if (worst !== undefined) return { ...judged, status: worst, findings: lacking.flatMap(({ findings }) => findings) };
  const where = solid.map(({ path }) => path).join(', ');
  const findings = uncovered.map(({ text, at }) => finding('fail', `"${text}" is no heading of ${where}.`, at));
  return { ...judged, status: findings.length === 0 ? 'pass' : 'fail', findings };
}

/** Documents of which one has to be there. */
interface Group {
  absent: string;
  documents: RepositoryDocument[];
}

function groupsOf({ own, noun, remediation }: DocumentWords, { documents }: Facts, { files }: DocumentParams): Group[] {
  if (files.length === 0) return [{ absent: `There is no ${noun}. ${remediation}`, documents: documents[own] }];
  return files.map((glob) => {
    const matches = picomatch(glob, { dot: true, nocase: true });
    return { absent: `No document matches "${glob}".`, documents: documents.all.filter(({ path }) => matches(path)) };
  });
}

function lackOf(
  { absent, documents }: Group,
  demanded: DocumentParams,
): { status: 'fail' | 'error' | 'missing'; findings: Finding[] } | null {
  if (documents.length === 0) return { status: 'missing', findings: [finding('fail', absent)] };
  if (documents.some((document) => isSolid(document, demanded))) return null;
  const unreadable = documents.flatMap((one) => (one.state === 'unreadable' ? [findingOf(one.problem)] : []));
  if (unreadable.length > 0) return { status: 'error', findings: unreadable };
  return { status: 'fail', findings: documents.map((document) => stub(document, demanded)) };
}

function isSolid(document: RepositoryDocument, { words }: DocumentParams): document is Read {
  return document.state === 'read' && document.words >= words;
}

function stub(document: RepositoryDocument, { words }: DocumentParams): Finding {
  const has = document.state === 'read' ? document.words : 0;
  const message = `The document has ${has} words outside headings and code; under ${words} it is a stub.`;
  return finding('fail', message, { path: document.path, line: 1 });
}

/** Those of the parameters, and those that the specification lists for the row's stage or a lower one. */
function headingsDemanded(
  { list }: DocumentWords,
  { spec, ladder, stageNamed }: Facts,
  { headings }: DocumentParams,
  { stage }: Row,
): { text: string; at: Location | null }[] {
  const isDue = (written: string | null): boolean =>
    written === null || ladder.indexOf(stageNamed(written) ?? '') <= ladder.indexOf(stage);
  const listed = spec.documentation[list].filter((heading) => isDue(heading.stage));
  return [...listed, ...headings.map((text) => ({ text, at: null }))];
}
