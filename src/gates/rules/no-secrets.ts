import { z } from 'zod';
import type { Finding, SecretFinding } from '../../model/index.ts';
import { known } from '../facts.ts';
import type { Gate } from '../gate.ts';
import type { ComponentSecrets } from '../known-facts.ts';
import { finding, unproven } from '../judgement.ts';
import { someSays, type Phrase } from '../language/phrases.ts';
import type { Clause } from '../language/clauses.ts';
import { anyOf, namedIn, secretScanners, securityScanners } from '../language/tools.ts';

const params = z.strictObject({
  tools: z.array(z.string()).default([]).describe('Scanners whose report must be among the evidence'),
});
type Params = z.infer<typeof params>;

const EXPECTED = { unaudited: 0, confirmed: 0 };
/** More findings than this say nothing new; the rest is counted. */
const SHOWN = 1000;

const secrets = '(?:secrets?|credentials?|api[- ]keys?|passwords?|private keys|access keys)';
const none = new RegExp(
  `(?:^|[ ])(?:no|zero|0|without(?: any)?|free (?:of|from)) (?:(?!management|manager|access|use|need|to |of |for |in )[\\w/-]+ ){0,3}?${secrets}(?=$|[ ,.])(?! (?:management|manager|rotation|store(?!d)|vault|scann\\w+))`,
);
const kept = new RegExp(
  `(?:^|[ ])${secrets} (?:are |is )?(?:not|never) (?:stored |committed |kept |hard-?coded|checked |present |exposed |logged |in )`,
);
const scans: Phrase[] = [
  {
    subject: `(?:secrets?|credentials?)[- ](?:scan(?:s|ning|ner)?|detection|checks?)(?: (?:scans?|checks?|jobs?))?|${anyOf(secretScanners)}(?: (?:scans?|checks?|runs?))?`,
    states: ['passing'],
  },
];

/** A "security issue" is a secret unless the line names a severity or a scanner of another kind: so has the template it. */
function demandsNoSecrets(clauses: readonly Clause[], words: string): boolean {
  if (clauses.some((clause) => none.test(clause.words) || kept.test(clause.words)) || someSays(clauses, ...scans))
    return true;
  return (
    namedIn(words, securityScanners).length === 0 &&
    clauses.some((clause) =>
      /(?:^|^.* : )(?:no|zero|0) (?:known |open |new )?security (?:issues?|problems?)(?= |$)/.test(clause.words),
    )
  );
}

export const gate: Gate<Params> = {
  meta: {
    id: 'no-secrets',
    order: 8,
    title: 'No secrets in the code',
    claim: 'A secret scanner found nothing in the component’s files that is unaudited or audited as real.',
    rationale: 'A secret that was committed once is public for ever.',
    remediation:
      'Remove and rotate real secrets, audit false alarms: detect-secrets scan > reports/secrets.json; detect-secrets audit .secrets.baseline',
    kind: 'change',
    proof: 'evidence',
  },
  needs: ['secrets'],
  params,
  recognise: ({ clauses, words }) => {
    if (!demandsNoSecrets(clauses, words)) return undefined;
    const named = namedIn(words, secretScanners);
    return named.length === 0 ? {} : { tools: named };
  },
  strictest: (one, other) => ({ tools: [...new Set([...one.tools, ...other.tools])] }),
  judge: ({ secrets }, { tools }) => {
    if (secrets.state !== 'known') return unproven(secrets, EXPECTED);
    const { findings, plugins } = secrets.value;
    const count = (audit: SecretFinding['audit']): number => findings.filter((secret) => secret.audit === audit).length;
    const actual = { unaudited: count('unaudited'), confirmed: count('real'), dismissed: count('false-positive') };
    const judged = { actual, expected: EXPECTED, evidence: secrets.evidence };
    const offences = findings.filter(({ audit }) => audit !== 'false-positive');
    if (offences.length > 0) return { ...judged, status: 'fail', findings: [...describe(offences), ...secrets.notes] };
    const unproved = missingScanners(secrets.value, tools);
    if (unproved.length > 0) return { ...judged, status: 'missing', findings: unproved };
    const scope = finding(
      'note',
      `Scope unproven: ${plugins.length === 1 ? '1 detector' : `${plugins.length} detectors`} ran, the report does not say on which files.`,
    );
    return { ...judged, status: 'pass', findings: [scope, ...secrets.notes] };
  },
  examples: [
    {
      name: 'a scan by several detectors found nothing',
      facts: { secrets: known({ findings: [], plugins: ['AWSKeyDetector'], scanners: ['detect-secrets'] }) },
      params: { tools: [] },
      status: 'pass',
    },
    ...(['unaudited', 'real'] as const).map((audit) => ({
      name: `a finding that is ${audit} fails`,
      facts: { secrets: known(scanWith(audit)) },
      params: { tools: [] },
      status: 'fail' as const,
    })),
    {
      name: 'a finding audited as false passes',
      facts: { secrets: known(scanWith('false-positive')) },
      params: { tools: [] },
      status: 'pass',
    },
    {
      name: 'a scan in which no detector ran has proved nothing',
      facts: { secrets: known({ findings: [], plugins: [], scanners: ['detect-secrets'] }) },
      params: { tools: [] },
      status: 'missing',
    },
    {
      name: 'the scanner that the criterion names is not among the evidence',
      facts: { secrets: known({ findings: [], plugins: ['AWSKeyDetector'], scanners: ['detect-secrets'] }) },
      params: { tools: ['gitleaks'] },
      status: 'missing',
    },
    { name: 'no scan was found', facts: {}, params: { tools: [] }, status: 'missing' },
  ],
};

/** Type and place only: neither the secret nor its hash is known here. */
function describe(secrets: SecretFinding[]): Finding[] {
  const shown = secrets.slice(0, SHOWN).map(({ type, audit, at }) => {
    const state = audit === 'real' ? 'audited as real' : 'not audited';
    return finding('fail', `Possible secret (${type}), ${state}.`, at);
  });
  const rest = secrets.length - shown.length;
  return rest > 0 ? [...shown, finding('fail', `and ${rest} more`)] : shown;
}

function missingScanners({ plugins, scanners }: ComponentSecrets, tools: string[]): Finding[] {
  const idle =
    plugins.length === 0 ? [finding('fail', 'The report names no detector that ran, so it proves nothing.')] : [];
  const absent = tools
    .filter((tool) => !scanners.includes(tool))
    .map((tool) => finding('fail', `The criterion names ${tool}, but no report of ${tool} is among the evidence.`));
  return [...idle, ...absent];
}

function scanWith(audit: SecretFinding['audit']): ComponentSecrets {
  const secret: SecretFinding = {
    type: 'Secret Keyword',
    at: { path: 'src/cache/core.py', line: 3 },
    audit,
    verified: false,
    fingerprint: '',
  };
  return { findings: [secret], plugins: ['KeywordDetector'], scanners: ['detect-secrets'] };
}
