import { z } from 'zod';
import { known } from '../facts.ts';
import type { Gate } from '../gate.ts';
import type { ComponentComplexity } from '../known-facts.ts';
import { finding, unproven } from '../judgement.ts';

const params = z.strictObject({
  max: z.number().positive().default(10).describe('Cyclomatic complexity must stay below this'),
  inclusive: z.boolean().default(false).describe('Whether the number itself is allowed (≤ instead of <)'),
});
type Params = z.infer<typeof params>;

const belowTen: Params = { max: 10, inclusive: false };

const subject =
  /^(?!.*\b(?:time|space|algorithmic|reduction) complexity\b).*\bcomplexity(?: (?:score|limit|threshold|index|value|per function|per method))?(?= |$)/;

export const gate: Gate<Params> = {
  meta: {
    id: 'complexity',
    order: 23,
    title: 'Complexity limited',
    claim: 'No function of the component is more complex than the limit.',
    rationale: 'Complex functions hide defects and resist change.',
    remediation:
      "Split what is reported: ruff check --select C901 --config 'lint.mccabe.max-complexity = 9' --output-format json --output-file reports/ruff-complexity.json (one below the limit)",
    kind: 'change',
    proof: 'evidence',
  },
  needs: ['diagnostics'],
  params,
  recognise: ({ clauses }) => {
    for (const { words, thresholds, asideThresholds } of clauses) {
      if (!subject.test(words)) continue;
      const [limit] = [...thresholds, ...asideThresholds].filter(({ unit }) => unit === '');
      if (limit === undefined || limit.implied === true) continue;
      // "No function exceeds a complexity of 10" permits 10.
      if (limit.comparator === '>' && /^(?:no|zero|0) /.test(words)) return { max: limit.value, inclusive: true };
      if (limit.comparator === '<=') return { max: limit.value, inclusive: true };
      if (limit.comparator === '<') return { max: limit.value };
    }
    return undefined;
  },
  strictest: (one, other) => (limitOf(one) <= limitOf(other) ? one : other),
  judge: ({ complexity }, demanded) => {
    const limit = limitOf(demanded);
    const expected = { below: limit };
    if (complexity.state !== 'known') return unproven(complexity, expected);
    const { value, evidence, notes } = complexity;
    const offences = value.findings.filter((found) => found.value === null || found.value >= limit);
    const highest = value.findings.reduce<number | null>((most, found) => larger(most, found.value), null);
    const judged = { actual: { highest, findings: offences.length }, expected, evidence };
    if (offences.length > 0) {
      const findings = offences.map(({ message, at }) => finding('fail', message, at));
      return { ...judged, status: 'fail', findings: [...findings, ...notes] };
    }
    // What a tool was told to tolerate it does not report: only a lower tolerance proves the limit.
    const proves = value.silentUpTo.some((silent) => silent !== null && silent < limit);
    if (!proves && !value.silentUpTo.includes(null)) {
      return { ...judged, status: 'missing', findings: [tolerant(value, limit), ...notes] };
    }
    const scope = finding('note', `Scope unproven: the report does not say that it looked for less than ${limit}.`);
    return { ...judged, status: 'pass', findings: proves ? notes : [scope, ...notes] };
  },
  examples: [
    {
      name: '9 is below 10, and the tool reports all above 5',
      facts: { complexity: known(reported(9, 5)) },
      params: belowTen,
      status: 'pass',
    },
    {
      name: '10 is not below 10',
      facts: { complexity: known(reported(10, 9)) },
      params: belowTen,
      status: 'fail',
    },
    {
      name: 'a tool that reports nothing up to 10 does not prove that all is below 10',
      facts: { complexity: known({ findings: [], silentUpTo: [10] }) },
      params: belowTen,
      status: 'missing',
    },
    {
      name: 'an empty report of the concern holds, its scope unproven',
      facts: { complexity: known({ findings: [], silentUpTo: [null] }) },
      params: belowTen,
      status: 'pass',
    },
    {
      name: 'a file that could not be parsed is not simple',
      facts: { complexity: known(reported(null, 5)) },
      params: belowTen,
      status: 'fail',
    },
    {
      name: '10 is at most 10',
      facts: { complexity: known(reported(10, 9)) },
      params: { max: 10, inclusive: true },
      status: 'pass',
    },
    { name: 'no report looked for complexity', facts: {}, params: belowTen, status: 'missing' },
  ],
};

/** The complexity that is too much: `≤ 10` begins to fail at 11. */
function limitOf({ max, inclusive }: Params): number {
  return inclusive ? Math.floor(max) + 1 : max;
}

function larger(one: number | null, other: number | null): number | null {
  return one === null || other === null ? (one ?? other) : Math.max(one, other);
}

function tolerant({ silentUpTo }: ComponentComplexity, limit: number): ReturnType<typeof finding> {
  const lowest = Math.min(...silentUpTo.map((silent) => silent ?? Infinity));
  return finding(
    'fail',
    `The tool reports nothing up to a complexity of ${lowest}, which does not prove that all is below ${limit}: set its max-complexity to ${Math.ceil(limit) - 1}.`,
  );
}

function reported(value: number | null, silent: number): ComponentComplexity {
  const at = { path: 'src/cache/core.py', line: 7 };
  return { findings: [{ value, message: '`get` is too complex', at }], silentUpTo: [silent] };
}
