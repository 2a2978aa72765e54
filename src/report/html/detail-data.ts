import type { ComponentReport, Finding, Result, TracedRequirement } from '../../model/index.ts';
import { plainText } from '../plain-text.ts';
import { boxesText, requirementName, testsText } from '../requirements.ts';
import { demandedAt, foundIn, neededIn, placeOf, trustOf, trustWords, waiverText, type Place } from '../row.ts';
import type { DetailData, FindingData, PlaceData, RequirementData, RowData } from './data.ts';

type Placed = (place: Place) => PlaceData;

/** Findings and tests shown of one row or requirement; the JSON report has them all. */
const MOST_FINDINGS = 100;
const MOST_TESTS = 20;

const MESSAGE_LIMIT = 1_000;

function beyond(count: number): string | null {
  return count > 0 ? `and ${count} more, in the JSON report` : null;
}

/** What a failure means is the row's status: evidence that is missing does not fail. */
function findingData(finding: Finding, { status }: Result, placed: Placed): FindingData {
  const place = placeOf(finding);
  return {
    status: finding.outcome === 'fail' ? status : finding.outcome,
    message: plainText(finding.message, MESSAGE_LIMIT),
    place: place === null ? null : placed(place),
  };
}

function rowData(result: Result, component: ComponentReport, placed: Placed): RowData {
  const { status, required, criterion, findings, evidence } = result;
  return {
    status,
    required,
    stage: plainText(result.stage, 40),
    gate: plainText(result.gate, 80),
    title: plainText(result.title, 120),
    found: foundIn(result),
    needed: neededIn(result),
    trust: trustOf(result),
    criterion: criterion === null ? null : plainText(criterion.text, MESSAGE_LIMIT),
    place: placed(demandedAt(result, component)),
    alsoAt: result.alsoAt.map(placed),
    findings: findings.slice(0, MOST_FINDINGS).map((finding) => findingData(finding, result, placed)),
    more: beyond(findings.length - MOST_FINDINGS),
    evidence: evidence.map(({ path, format, sha256, trust }) => ({
      path: plainText(path),
      format: plainText(format, 80),
      trust: trustWords[trust],
      sha256: plainText(sha256, 64),
    })),
    remediation: plainText(result.remediation, MESSAGE_LIMIT),
    waiver: waiverText(result),
  };
}

function requirementData(requirement: TracedRequirement, placed: Placed): RequirementData {
  const named = requirement.tests.slice(0, MOST_TESTS);
  return {
    name: requirementName(requirement),
    boxes: boxesText(requirement),
    tests: testsText(requirement),
    named: named.map(({ name, outcome }) => ({ outcome, name: plainText(name, 120) })),
    more: beyond((requirement.testCount ?? named.length) - named.length),
    place: placed(requirement),
  };
}

/** All that is shown of one component beyond its line in the list. */
export function detailData(component: ComponentReport, placed: Placed): DetailData {
  return {
    results: component.results.map((result) => rowData(result, component, placed)),
    requirements: component.requirements.map((requirement) => requirementData(requirement, placed)),
  };
}
