import type { DocumentParams } from './document-params.ts';
import type { Example } from './gate.ts';
import type { ComponentDocuments, Facts } from './known-facts.ts';
import { nothingKnown } from './facts.ts';
import type { RepositoryDocument } from '../model/index.ts';

const at = { path: 'specs/cache.md', line: 90 };
const params: DocumentParams = { words: 20, headings: [], files: [] };

/** The examples of the gates that ask for documents. */
export function documentExamples(own: 'user' | 'runbooks'): Example<DocumentParams>[] {
  const list = own === 'user' ? 'user' : 'operational';
  const facts = (document: RepositoryDocument, listed: string[] = []): Partial<Facts> => ({
    documents: only(own, document),
    spec: {
      ...nothingKnown.spec,
      documentation: { user: [], operational: [], [list]: listed.map((text) => ({ text, stage: null, at })) },
    },
  });
  return [
    { name: 'twenty words are no stub', facts: facts(read(20)), params, status: 'pass' },
    { name: 'nineteen words are a stub', facts: facts(read(19)), params, status: 'fail' },
    { name: 'there is no document', facts: {}, params, status: 'missing' },
    { name: 'the document can’t be read', facts: facts(unreadable), params, status: 'error' },
    {
      name: 'a heading covers what the specification lists',
      facts: facts(read(20, ['Configuring the cache']), ['Configuration guide']),
      params,
      status: 'pass',
    },
    {
      name: 'no heading covers what the specification lists',
      facts: facts(read(20, ['Configuring the cache']), ['Troubleshooting guide']),
      params,
      status: 'fail',
    },
    {
      name: 'no heading covers what the configuration asks for',
      facts: facts(read(20)),
      params: { ...params, headings: ['Limits'] },
      status: 'fail',
    },
    {
      name: 'one of the named files is not there',
      facts: facts(read(20)),
      params: { ...params, files: ['docs/cache.md', 'docs/limits.md'] },
      status: 'missing',
    },
  ];
}

function only(own: 'user' | 'runbooks', document: RepositoryDocument): ComponentDocuments {
  return { user: [], runbooks: [], [own]: [document], related: [document], all: [document] };
}

function read(words: number, headings: string[] = []): RepositoryDocument {
  const path = 'docs/cache.md';
  const provenance = { path, format: 'markdown', sha256: '', trust: 'self-reported' as const };
  return { state: 'read', path, provenance, words, headings };
}

const unreadable: RepositoryDocument = {
  state: 'unreadable',
  path: 'docs/cache.md',
  problem: { code: 'file-unreadable', message: 'The document is not UTF-8.', at: { path: 'docs/cache.md' } },
};
