import { z } from 'zod';
import { parsed, unparsed, type Parsed } from '../model/index.ts';

const given = z.string().min(1);

/**
 * The runner's variables that the action relies on.
 * https://docs.github.com/actions/reference/workflows-and-actions/variables
 */
const variables = z.object({
  GITHUB_WORKSPACE: given,
  GITHUB_REPOSITORY: z.string().regex(/^[^/\s]+\/[^/\s]+$/),
  GITHUB_SHA: z.string().regex(/^[0-9a-f]{40,64}$/),
  GITHUB_EVENT_NAME: given,
  GITHUB_EVENT_PATH: given,
  GITHUB_API_URL: z.url().default('https://api.github.com'),
  GITHUB_GRAPHQL_URL: z.url().optional(),
  GITHUB_SERVER_URL: z.url().default('https://github.com'),
  GITHUB_RUN_ID: z.string().regex(/^\d+$/).default('0'),
  GITHUB_RUN_ATTEMPT: z.string().regex(/^\d+$/).default('1'),
  GITHUB_JOB: z
    .string()
    .regex(/^[\w-]+$/)
    .nullish()
    .default(null),
  GITHUB_REF: z.string().nullish().default(null),
  GITHUB_WORKFLOW_REF: z.string().nullish().default(null),
  RUNNER_TEMP: given,
});

/** Where and for what the action runs. */
export interface Surroundings {
  workspace: string;
  repository: { owner: string; name: string };
  sha: string;
  event: { name: string; path: string };
  apiUrl: string;
  /** Where nothing is said, it follows from `apiUrl`. */
  graphqlUrl?: string | undefined;
  serverUrl: string;
  runId: string;
  runAttempt: string;
  /** The job's key in the workflow. */
  job: string | null;
  /** `refs/heads/main`, `refs/pull/12/merge` */
  ref: string | null;
  /** `octo/demo/.github/workflows/ci.yml@refs/heads/main` */
  workflowRef: string | null;
  temporary: string;
}

/** The surroundings from the environment; every variable that is absent or odd is a problem of its own. */
export function readSurroundings(environment: Record<string, string | undefined>): Parsed<Surroundings> {
  const checked = variables.safeParse(environment);
  if (!checked.success) {
    const [first = '', ...more] = checked.error.issues.map((issue) => String(issue.path[0]));
    return unparsed(unusable(first), ...more.map(unusable));
  }
  const values = checked.data;
  const [owner = '', name = ''] = values.GITHUB_REPOSITORY.split('/');
  return parsed({
    workspace: values.GITHUB_WORKSPACE,
    repository: { owner, name },
    sha: values.GITHUB_SHA,
    event: { name: values.GITHUB_EVENT_NAME, path: values.GITHUB_EVENT_PATH },
    apiUrl: values.GITHUB_API_URL,
    graphqlUrl: values.GITHUB_GRAPHQL_URL,
    serverUrl: values.GITHUB_SERVER_URL,
    runId: values.GITHUB_RUN_ID,
    runAttempt: values.GITHUB_RUN_ATTEMPT,
    job: values.GITHUB_JOB,
    ref: values.GITHUB_REF,
    workflowRef: values.GITHUB_WORKFLOW_REF,
    temporary: values.RUNNER_TEMP,
  });
}

function unusable(variable: string) {
  return {
    code: 'runner-variable',
    message: `The environment variable \`${variable}\` is absent or not what GitHub's runner sets.`,
    hint: 'Outside GitHub Actions use the command line, `maturity-gates check`.',
  };
}
