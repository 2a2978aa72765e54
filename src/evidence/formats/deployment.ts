import { z } from 'zod';
import { parsed, type DeploymentEvidence } from '../../model/index.ts';
import type { Format } from '../format.ts';
import { readJson } from '../json.ts';

const name = z.string().min(1);
const moment = z.iso.datetime({ offset: true });

const fact = z.strictObject({
  kind: z.literal('deployment'),
  deployments: z.array(
    z.strictObject({
      environment: name,
      sha: name,
      createdAt: moment,
      statuses: z.array(z.strictObject({ state: name, createdAt: moment })),
    }),
  ),
});

/** Deployments and their statuses as a file, for runs without GitHub's API. States as in https://docs.github.com/en/rest/deployments/statuses */
export const format: Format<DeploymentEvidence> = {
  id: 'deployment',
  title: 'deployments (JSON)',
  kind: 'deployment',
  produce: `gh api graphql -F owner='{owner}' -F name='{repo}' -f query='query($owner: String!, $name: String!) {repository(owner: $owner, name: $name) {deployments(last: 100) {nodes {environment commitOid createdAt statuses(first: 50) {nodes {state createdAt}}}}}}' --jq '{kind: "deployment", deployments: [.data.repository.deployments.nodes[] | {environment, sha: .commitOid, createdAt, statuses: [.statuses.nodes[] | {state: (.state | ascii_downcase), createdAt}]}]}' > reports/deployment.json`,
  usualNames: ['**/deployment*.json'],
  sniff: ({ text }) => /^\s*\{/.test(text) && /"kind"\s*:\s*"deployment"/.test(text) && /"deployments"\s*:/.test(text),
  async parse(source, path) {
    const json = await readJson(
      source,
      path,
      fact,
      '{kind: "deployment", deployments: [{environment, sha, createdAt, statuses: [{state, createdAt}]}]}',
    );
    return json.ok ? parsed({ ...json.value, defects: [] }) : json;
  },
};
