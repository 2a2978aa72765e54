import { z } from 'zod';
import type { Approval, Diagnostic, Finding, Provenance, Review } from '../../model/index.ts';
import { currentApprovals } from '../approvals.ts';
import { judgeDiagnostics } from '../diagnostics-gate.ts';
import { known, nothingKnown } from '../facts.ts';
import type { Example, Gate, Judgement } from '../gate.ts';
import type { Facts } from '../known-facts.ts';
import { finding, findingOf } from '../judgement.ts';
import { signatureOf } from '../signatures.ts';
import { someSays, type Phrase } from '../language/phrases.ts';
import { anyOf, namedIn, reportingScanners, securityScanners } from '../language/tools.ts';

const params = z.strictObject({
  level: z.enum(['note', 'warning', 'error']).default('error').describe('The mildest open finding that fails the gate'),
  tools: z.array(z.string()).default([]).describe('Scanners whose report must be among the evidence'),
});
type Params = z.infer<typeof params>;

const levels = ['note', 'warning', 'error'];

/** The group of the configuration whose reviews count. */
const GROUP = 'security';
const SCANNER =
  'Bring the report of a scanner (SARIF of any, or one of bandit, npm audit, pip-audit, OSV-Scanner), for example: bandit -r src -f json -o reports/bandit.json';

/** One of the two things that have to be there. */
interface Part {
  status: Judgement['status'];
  findings: Finding[];
  evidence: Provenance[];
}

const weaknesses = '(?:vulnerabilit(?:y|ies)|vulns?|cves?|exploits?)';
const severity =
  '(?:critical|high|severe|medium|major|known|open|unresolved|blocking|new|outstanding|exploitable|severity|p1|p0)';
const phrases: Phrase[] = [
  {
    subject:
      '(?:security|appsec|infosec|application security|cyber ?security)(?: code| architecture| team)? (?:reviews?|audits?|assessments?|sign-?offs?|approvals?|testing|evaluation)',
    states: ['done', 'passing', 'reviewed', 'approved'],
  },
  { subject: '(?:pen(?:etration)?[- ]?test(?:s|ing)?|pentests?)', states: ['done', 'passing', 'reviewed'] },
  {
    subject: `(?:security|vulnerability|dependency|container|image|sast|dast|code|static|dynamic|application|zap|owasp)(?: (?:security|vulnerability|image))*[- ]scan(?:s|ning|ner)?(?: (?:results?|reports?|jobs?))?|${anyOf(securityScanners)}(?: (?:baseline|full|image|security|code|container|dependency|vulnerability))*(?: (?:scans?|analysis|checks?|alerts?|audits?|reports?|results?|findings?))*`,
    states: ['passing', 'done'],
    unless: /\bsecrets?\b/,
  },
  {
    subject: `(?:all |every |${severity} )*(?:security )?(?:${weaknesses}|security (?:issues?|findings?|alerts?)|(?:dependabot|snyk|codeql) alerts)`,
    states: ['resolved'],
  },
  { subject: '(?:security|appsec)', states: ['inspected'], opens: true },
  { subject: '(?:images?|containers?|dependenc(?:y|ies)|code|artifacts?)', states: ['scanned'] },
];
/** "No critical vulnerabilities", "0 high CVEs", "no critical security findings". */
const none = new RegExp(
  `(?:^| )(?:no|zero|0|without(?: any)?|free (?:of|from)) (?:[\\w/-]+ ){0,4}?(?:${weaknesses}|${severity}(?:[\\w/ -]{0,24}?)? security (?:issues?|findings?|problems?))(?![\\w-])`,
);

export const gate: Gate<Params> = {
  meta: {
    id: 'security-reviewed',
    order: 17,
    title: 'Security review complete',
    claim: 'A security review is recorded by name and date, and no open finding stands at or above the level.',
    rationale: 'Somebody has to look with an attacker’s eyes.',
    remediation: 'Record the review in the approval line of the specification and bring the report of a scanner.',
    kind: 'change',
    proof: 'evidence',
  },
  needs: ['spec', 'review', 'diagnostics'],
  params,
  recognise: ({ clauses, words }) => {
    if (!someSays(clauses, ...phrases) && !clauses.some((clause) => none.test(clause.words))) return undefined;
    const tools = namedIn(words, reportingScanners);
    return tools.length === 0 ? {} : { tools };
  },
  strictest: (one, other) => ({
    level: levels.indexOf(one.level) <= levels.indexOf(other.level) ? one.level : other.level,
    tools: [...new Set([...one.tools, ...other.tools])],
  }),
  judge: (facts, { level, tools }) => {
    const review = reviewOf(facts);
    const scan = judgeDiagnostics(facts, 'security', { level, tools, count: 'all' });
    const hint = facts.diagnostics.security.state === 'missing' ? [finding('fail', SCANNER)] : [];
    const parts = [review, scan];
    const status = (['fail', 'error', 'missing'] as const).find((one) => parts.some((part) => part.status === one));
    return {
      status: status ?? 'pass',
      actual: { reviewed: review.status === 'pass', findings: scan.actual },
      expected: { reviewed: true, findings: scan.expected },
      findings: [...review.findings, ...scan.findings, ...hint],
      evidence: parts.flatMap(({ evidence }) => evidence),
    };
  },
  examples: examples(),
};

/** A line below **Approval:** for security, or a current approval by one of the group. */
function reviewOf(facts: Facts): Part {
  const byGroup = groupReview(facts);
  if (byGroup?.status === 'pass' || byGroup?.status === 'fail') return byGroup;
  const signed = signedReview(facts);
  if (signed.status !== 'missing' || byGroup === null) return signed;
  return { ...byGroup, findings: [...signed.findings, ...byGroup.findings] };
}

function signedReview({ spec, now }: Facts): Part {
  const signatures = spec.approvals
    .filter(({ role }) => /\bsecurity\b/i.test(role))
    .map((approval) => signatureOf(approval, now));
  const given = signatures.find(({ state }) => state === 'given')?.approval;
  if (given !== undefined) {
    const words = `Self-reported: ${given.role} by ${given.name ?? ''} on ${given.date ?? ''}.`;
    return { status: 'pass', findings: [finding('note', words, given.at)], evidence: [] };
  }
  const open = signatures.map(({ why, approval }) => finding('fail', why, approval.at));
  const none = finding('fail', 'No line below **Approval:** records a security review by name and date.');
  return {
    status: signatures.some(({ state }) => state === 'wrong') ? 'fail' : 'missing',
    findings: open.length === 0 ? [none] : open,
    evidence: [],
  };
}

/** `null` where no such group is configured. */
function groupReview({ groups, reviews }: Facts): Part | null {
  const group = groups.get(GROUP);
  if (group === undefined) return null;
  const missing = (why: string): Part => ({ status: 'missing', findings: [finding('fail', why)], evidence: [] });
  if (reviews.state === 'missing') return missing(reviews.why);
  if (reviews.state === 'error')
    return {
      status: 'error',
      findings: reviews.problems.map((problem) => findingOf(problem)),
      evidence: reviews.evidence,
    };
  const { approvers, objectors } = currentApprovals(reviews.value);
  const isMember = (user: string): boolean => group.has(user.toLowerCase());
  const { evidence } = reviews;
  const objections = objectors
    .filter(isMember)
    .map((user) => finding('fail', `${user} of the group ${GROUP} requests changes.`));
  if (objections.length > 0) return { status: 'fail', findings: objections, evidence };
  const reviewer = approvers.find(isMember);
  if (reviewer === undefined) return missing(`Nobody of the group ${GROUP} approves the change as it stands.`);
  return {
    status: 'pass',
    findings: [finding('note', `Reviewed by ${reviewer} of the group ${GROUP}.`), ...reviews.notes],
    evidence,
  };
}

function examples(): Example<Params>[] {
  const example = (
    name: string,
    facts: Partial<Facts>,
    status: Judgement['status'],
    level: Params['level'] = 'error',
    tools: string[] = [],
  ): Example<Params> => ({ name, facts, params: { level, tools }, status });
  return [
    example('signed by name and date, and a clean scan', { ...signed(), ...scan() }, 'pass'),
    example('an error is open', { ...signed(), ...scan(hole('error')) }, 'fail'),
    example('a warning is below the level', { ...signed(), ...scan(hole('warning')) }, 'pass'),
    example('a warning at the level', { ...signed(), ...scan(hole('warning')) }, 'fail', 'warning'),
    example('the scanner that the criterion names', { ...signed(), ...scan() }, 'pass', 'error', ['bandit']),
    example('another scanner than the criterion names', { ...signed(), ...scan() }, 'missing', 'error', ['npm audit']),
    example('signed, and nothing was scanned', signed(), 'missing'),
    example('scanned, and nobody signed', scan(), 'missing'),
    example('the line is not ticked', { ...signed({ ticked: false }), ...scan() }, 'missing'),
    example('ticked without a date', { ...signed({ date: null }), ...scan() }, 'fail'),
    example('dated tomorrow', { ...signed({ date: '2026-11-23' }), ...scan() }, 'fail'),
    example(
      'another role’s line says nothing of security',
      { ...signed({ role: 'Technical Lead' }), ...scan() },
      'missing',
    ),
    example('approved by one of the group', { ...reviewed('Sam', 'APPROVED'), ...scan() }, 'pass'),
    example('approved by somebody else', { ...reviewed('omar', 'APPROVED'), ...scan() }, 'missing'),
    example(
      'the group’s approval is of an older commit',
      { ...reviewed('sam', 'APPROVED', 'older'), ...scan() },
      'missing',
    ),
    example(
      'one of the group requests changes',
      { ...signed(), ...reviewed('sam', 'CHANGES_REQUESTED'), ...scan() },
      'fail',
    ),
    example('nothing is known', {}, 'missing'),
  ];
}

function signed(more: Partial<Approval> = {}): Partial<Facts> {
  const line: Approval = {
    role: 'Security Review',
    name: 'Ada Lovelace',
    date: '2026-11-20',
    stage: 'production',
    ticked: true,
    at: { path: 'specs/cache.md', line: 302 },
    placeholder: null,
  };
  return { spec: { ...nothingKnown.spec, approvals: [{ ...line, ...more }] } };
}

function reviewed(user: string, state: Review['state'], commit = 'head'): Partial<Facts> {
  const review: Review = { user, state, commit, submittedAt: '2026-11-20T09:00:00Z', writer: true };
  return {
    groups: new Map([['security', new Set(['sam'])]]),
    reviews: known({ author: 'ines', head: 'head', reviews: [review] }),
  };
}

function scan(...diagnostics: Diagnostic[]): Partial<Facts> {
  const tools = [{ name: 'bandit', filesAnalyzed: null, unlistedWarnings: 0 }];
  return { diagnostics: { ...nothingKnown.diagnostics, security: known({ tools, diagnostics }) } };
}

function hole(severity: Diagnostic['severity']): Diagnostic {
  return { rule: 'B602', severity, message: 'a shell is called', at: { path: 'src/cache/core.py', line: 3 } };
}
