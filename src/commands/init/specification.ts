import type { NewComponent } from './component.ts';
import { proseOf, titleOf } from './names.ts';
import type { ProvenGate } from './project.ts';

/**
 * A specification with everything that the repository tells, and a placeholder in brackets where only a human knows. Boxes are
 * unticked, and the target is the lowest stage: nothing has been earned yet. `today` is `YYYY-MM-DD`.
 */
export function specificationText(component: NewComponent, today: string): string {
  const parts = [
    head(component, today),
    overview(component),
    requirements,
    architecture(component),
    testing(component),
    criteria(component),
    rollback,
    approval,
  ];
  return `${parts.join('\n\n---\n\n')}\n`;
}

function head({ id, project, author }: NewComponent, today: string): string {
  return [
    `# Component Specification: ${titleOf(id)}`,
    '',
    `**Component ID:** \`${id}\``,
    `**Author:** ${proseOf(author) ?? '[Your Name]'}`,
    `**Created:** ${today}`,
    `**Last Updated:** ${today}`,
    `**Status:** ${project.language === null ? 'Draft' : 'In Development'}`,
    '**Target Stage:** development',
  ].join('\n');
}

function overview({ purpose }: NewComponent): string {
  return `## Overview

### Purpose
${proseOf(purpose) ?? '[Brief description of what this component does and why it exists]'}`;
}

const requirements = `## Requirements

### Functional Requirements

#### FR1: [Requirement Name]
**Priority:** High
**Description:** [Detailed description of the functional requirement]
**Acceptance Criteria:**
- [ ] [Criterion 1]

### Non-Functional Requirements

#### NFR1: Security
**Requirement:** Nothing secret stands in the repository
**Measurement:** detect-secrets, on every pull request
**Target:** No secrets in code

#### NFR2: Maintainability
**Requirement:** Whoever changes the code learns from its tests what broke
**Measurement:** Coverage of the component's own files
**Target:** Test coverage: ≥60% (development), ≥70% (staging), ≥80% (production)`;

function architecture({ project, requires }: NewComponent): string {
  const required = requires.map((id) => `- \`${id}\` (development) - One of its declared dependencies`);
  return `## Architecture

### Component Structure
\`\`\`
${project.sourceFolder === '' ? '.' : project.sourceFolder}/
\`\`\`

### Dependencies

#### Required Components
${required.length === 0 ? 'None.' : required.join('\n')}`;
}

function testing({ project: { tests } }: NewComponent): string {
  const places = (locations: string[]): string => locations.map((place) => `\`${place}\``).join(' or ');
  return `## Testing Strategy

### Unit Tests
**Location:** ${places(tests.unit)}
**Coverage Target:** ≥60% (development), ≥70% (staging), ≥80% (production)

### Integration Tests
**Location:** ${places(tests.integration)}

### End-to-End Tests
**Location:** ${places(tests.e2e)}`;
}

function criteria({ project: { tools, off } }: NewComponent): string {
  const by = (gate: ProvenGate): string => (tools[gate] === undefined ? '' : ` (${tools[gate]})`);
  const types = off['types-clean'] === undefined ? [`- [ ] Type checking clean${by('types-clean')}`] : [];
  return `## Acceptance Criteria

### Development Stage
${[
  '- [ ] All functional requirements implemented',
  '- [ ] All unit tests pass',
  '- [ ] Test coverage ≥60%',
  `- [ ] Linting clean${by('lint-clean')}`,
  ...types,
  '- [ ] No security issues (detect-secrets)',
  '- [ ] Documentation complete (README.md)',
  '- [ ] Code review approved',
].join('\n')}

### Staging Stage
- [ ] All development criteria met
- [ ] All integration tests pass
- [ ] Test coverage ≥70%
- [ ] Integration with dependencies validated
- [ ] Performance acceptable (no regressions)
- [ ] 7-day stability period complete
- [ ] Staging deployment successful

### Production Stage
- [ ] All staging criteria met
- [ ] All end-to-end tests pass
- [ ] Test coverage ≥80%
- [ ] Security review complete
- [ ] Monitoring configured
- [ ] Rollback procedure tested
- [ ] User documentation complete
- [ ] Runbook created
- [ ] Production deployment successful`;
}

const rollback = `## Rollback Procedure

1. Revert the commit: \`git revert COMMIT\`
2. Merge it like any other change; the gates judge it too`;

const approval = `**Approval:**
- [ ] Technical Lead: not yet named`;
