import { z } from 'zod';
import { actionsHandlers, actionsPermissions } from './actions.ts';
import { ok, page, refuse, type Answer } from './answer.ts';
import { conversationHandlers, conversationPermissions } from './conversation.ts';
import type { Asked } from './contract.ts';
import { factsHandlers, factsPermissions, standing } from './facts.ts';
import { blobSha, type Files, type State, type StoredCheckRun, type StoredComment } from './state.ts';

type Handler = (asked: Asked, state: State) => Answer;

/** What each operation takes, besides being read with: GitHub documents them per endpoint. */
export const permissionOf: Record<string, [keyof State['permissions'], 'read' | 'write']> = {
  ...actionsPermissions,
  ...conversationPermissions,
  ...factsPermissions,
  'checks/list-for-ref': ['checks', 'read'],
  'checks/list-annotations': ['checks', 'read'],
  'checks/create': ['checks', 'write'],
  'checks/update': ['checks', 'write'],
  'issues/list-comments': ['pull-requests', 'read'],
  'issues/create-comment': ['pull-requests', 'write'],
  'issues/update-comment': ['pull-requests', 'write'],
  'repos/list-pull-requests-associated-with-commit': ['pull-requests', 'read'],
  'repos/compare-commits-with-basehead': ['contents', 'read'],
  'git/get-tree': ['contents', 'read'],
  'git/get-blob': ['contents', 'read'],
};

/** What GitHub does, by operation. */
export const handlers: Record<string, Handler> = {
  ...actionsHandlers,
  ...conversationHandlers,
  ...factsHandlers,
  'checks/list-for-ref': listCheckRuns,
  'checks/list-annotations': listAnnotations,
  'checks/create': createCheckRun,
  'checks/update': updateCheckRun,
  'issues/list-comments': listComments,
  'issues/create-comment': createComment,
  'issues/update-comment': updateComment,
  'repos/list-pull-requests-associated-with-commit': listPullRequests,
  'repos/compare-commits-with-basehead': compare,
  'git/get-tree': getTree,
  'git/get-blob': getBlob,
};

const annotation = z.object({
  path: z.string(),
  start_line: z.int(),
  end_line: z.int(),
  start_column: z.int().optional(),
  end_column: z.int().optional(),
  annotation_level: z.string(),
  title: z.string().optional(),
  message: z.string(),
});
const checkRunBody = z.object({
  name: z.string().optional(),
  head_sha: z.string().optional(),
  external_id: z.string().default(''),
  status: z.string().default('queued'),
  conclusion: z.string().nullable().default(null),
  output: z
    .object({
      title: z.string(),
      summary: z.string(),
      text: z.string().nullable().default(null),
      annotations: z.array(annotation).default([]),
    })
    .default({ title: '', summary: '', text: null, annotations: [] }),
});
type CheckRunBody = z.infer<typeof checkRunBody>;

const KB_64 = 64 * 1024;
const TEXT_BYTES = 65_535;

/** The limits that GitHub keeps and its description does not state (or states in characters, but counts in bytes). */
function overLimit({ output }: CheckRunBody): string | null {
  if (output.annotations.length > 50) return 'No more than 50 annotations are allowed per request';
  if (Buffer.byteLength(output.summary) > TEXT_BYTES) return 'Only 65535 bytes are allowed; summary is too large';
  for (const { title = '', message, start_line, end_line, start_column, end_column } of output.annotations) {
    if (title.length > 255) return 'title is too long (maximum is 255 characters)';
    if (Buffer.byteLength(message) > KB_64) return 'message exceeds a maximum bytesize of 64 KB';
    if (start_line < 1 || end_line < start_line) return 'end_line is not valid';
    const columns = start_column !== undefined || end_column !== undefined;
    if (columns && start_line !== end_line) return 'columns are allowed on a single line only';
  }
  return null;
}

/** A longer text is cut without a word. */
function storedOutput({ title, summary, text }: CheckRunBody['output']): StoredCheckRun['output'] {
  return { title, summary, text: text === null ? null : Buffer.from(text).subarray(0, TEXT_BYTES).toString() };
}

function checkRunAnswer({ app, output, annotations, ...run }: StoredCheckRun, state: State): object {
  return {
    ...run,
    html_url: `https://github.invalid/${state.repository}/runs/${run.id}`,
    app: { slug: app },
    output: { ...output, annotations_count: annotations.length },
  };
}

function listCheckRuns({ path, query }: Asked, state: State): Answer {
  const runs = state.checkRuns
    .filter((run) => run.head_sha === path.ref && (query.get('check_name') ?? run.name) === run.name)
    .toSorted((one, other) => other.id - one.id);
  return ok({ total_count: runs.length, check_runs: page(runs, query).map((run) => checkRunAnswer(run, state)) });
}

function listAnnotations({ path, query }: Asked, state: State): Answer {
  const run = state.checkRuns.find(({ id }) => id === Number(path.check_run_id));
  return run === undefined ? refuse(404, 'Not Found') : ok(page(run.annotations, query));
}

function createCheckRun({ body }: Asked, state: State): Answer {
  const given = checkRunBody.parse(body);
  const { name = '', head_sha = '', external_id, status, conclusion, output } = given;
  if (!state.commits.has(head_sha)) return refuse(422, `No commit found for SHA: ${head_sha}`);
  const reason = overLimit(given);
  if (reason !== null) return refuse(422, reason);
  const run: StoredCheckRun = {
    id: nextId(state.checkRuns),
    app: state.app,
    ...{ name, head_sha, external_id, status, conclusion },
    output: storedOutput(output),
    annotations: output.annotations,
  };
  state.checkRuns.push(run);
  return ok(checkRunAnswer(run, state), 201);
}

function updateCheckRun({ path, body }: Asked, state: State): Answer {
  const run = state.checkRuns.find(({ id }) => id === Number(path.check_run_id));
  if (run === undefined) return refuse(404, 'Not Found');
  if (run.app !== state.app)
    return refuse(403, 'Invalid app_id: the check run can only be modified by the GitHub App that created it.');
  const given = checkRunBody.parse(body);
  const reason = overLimit(given);
  if (reason !== null) return refuse(422, reason);
  run.external_id = given.external_id;
  run.status = given.status;
  run.conclusion = given.conclusion;
  run.output = storedOutput(given.output);
  run.annotations.push(...given.output.annotations);
  return ok(checkRunAnswer(run, state));
}

const commentBody = z.object({ body: z.string() });
const COMMENT_CHARACTERS = 65_536;

function commentAnswer({ id, body, author }: StoredComment, state: State): object {
  const user = { login: author, type: author.endsWith('[bot]') ? 'Bot' : 'User' };
  return { id, node_id: `IC_${id}`, body, user, html_url: `https://github.invalid/${state.repository}/comments/${id}` };
}

function listComments({ path, query }: Asked, state: State): Answer {
  const comments = state.comments.filter(({ issue }) => issue === Number(path.issue_number));
  return ok(page(comments, query).map((comment) => commentAnswer(comment, state)));
}

function createComment({ path, body }: Asked, state: State): Answer {
  const text = commentBody.parse(body).body;
  if (text.length > COMMENT_CHARACTERS) return refuse(422, 'Body is too long (maximum is 65536 characters)');
  const issue = Number(path.issue_number);
  const comment = { id: nextId(state.comments), issue, author: `${state.app}[bot]`, body: text };
  state.comments.push(comment);
  return ok(commentAnswer(comment, state), 201);
}

function updateComment({ path, body }: Asked, state: State): Answer {
  const comment = state.comments.find(({ id }) => id === Number(path.comment_id));
  if (comment === undefined) return refuse(404, 'Not Found');
  const text = commentBody.parse(body).body;
  if (text.length > COMMENT_CHARACTERS) return refuse(422, 'Body is too long (maximum is 65536 characters)');
  comment.body = text;
  return ok(commentAnswer(comment, state));
}

function listPullRequests({ path, query }: Asked, state: State): Answer {
  const found = state.pullRequests.filter(({ commits }) => commits.includes(path.commit_sha ?? ''));
  return ok(
    page(found, query).map(({ number, merged, head }) => ({
      number,
      state: merged === null ? 'open' : 'closed',
      merged_at: merged?.at ?? null,
      merge_commit_sha: merged?.commit ?? null,
      head: { sha: head },
    })),
  );
}

function compare({ path, query }: Asked, state: State): Answer {
  const [base = '', head = ''] = (path.basehead ?? '').split('...');
  const mergeBase = state.mergeBases.get(`${base}...${head}`) ?? base;
  const before = state.commits.get(mergeBase);
  const after = state.commits.get(head);
  if (before === undefined || after === undefined || !state.commits.has(base)) return refuse(404, 'Not Found');
  const files = differences(before, after).slice(0, 300);
  const firstPage = (query.get('page') ?? '1') === '1';
  const standsAs = standing(base, head, state);
  return ok({ ...standsAs, merge_base_commit: { sha: mergeBase }, ...(firstPage ? { files } : {}) });
}

interface ChangedFile {
  sha: string;
  filename: string;
  status: string;
  previous_filename?: string;
  changes: number;
  patch?: string;
}

/** One hunk, as large as it must be. */
function patchOf(before: Buffer | undefined, after: Buffer): { changes: number; patch: string } {
  const linesOf = (bytes: Buffer): string[] => bytes.toString('utf8').split('\n').slice(0, -1);
  const old = before === undefined ? [] : linesOf(before);
  const now = linesOf(after);
  let start = 0;
  while (start < Math.min(old.length, now.length) && old[start] === now[start]) start += 1;
  let end = 0;
  while (end < Math.min(old.length, now.length) - start && old.at(-1 - end) === now.at(-1 - end)) end += 1;
  const removed = old.slice(start, old.length - end);
  const added = now.slice(start, now.length - end);
  const lines = [...removed.map((line) => `-${line}`), ...added.map((line) => `+${line}`)];
  const head = `@@ -${start + 1},${removed.length} +${start + 1},${added.length} @@`;
  return { changes: lines.length, patch: [head, ...lines].join('\n') };
}

/** Changed files; a removed file whose bytes appear under another name was renamed. */
function differences(before: Files, after: Files): ChangedFile[] {
  const removed = new Map(
    [...before].filter(([path]) => !after.has(path)).map(([path, bytes]) => [blobSha(bytes), path]),
  );
  const changed: ChangedFile[] = [];
  for (const [filename, bytes] of after) {
    const sha = blobSha(bytes);
    const old = before.get(filename);
    const previous = removed.get(sha);
    if (old !== undefined && !old.equals(bytes))
      changed.push({ sha, filename, status: 'modified', ...patchOf(old, bytes) });
    if (old !== undefined) continue;
    if (previous === undefined) changed.push({ sha, filename, status: 'added', ...patchOf(undefined, bytes) });
    else changed.push({ sha, filename, status: 'renamed', previous_filename: previous, changes: 0 });
    removed.delete(sha);
  }
  return [...changed, ...[...removed].map(([sha, filename]) => ({ sha, filename, status: 'removed', changes: 0 }))];
}

const LINK = Buffer.from('symlink:');

function getTree({ path, query }: Asked, state: State): Answer {
  const files = state.commits.get(path.tree_sha ?? '');
  if (files === undefined) return refuse(404, 'Not Found');
  if (!query.has('recursive')) return refuse(422, 'The loopback server lists recursively only');
  const blobs = [...files].map(([file, bytes]) => ({
    path: file,
    // A file that begins with `symlink:` stands for a symbolic link.
    mode: bytes.subarray(0, LINK.length).equals(LINK) ? '120000' : '100644',
    type: 'blob',
    sha: blobSha(bytes),
    size: bytes.length,
  }));
  const folders = new Set(
    [...files.keys()].filter((file) => file.includes('/')).map((file) => file.slice(0, file.lastIndexOf('/'))),
  );
  const trees = [...folders].map((folder) => ({
    path: folder,
    mode: '040000',
    type: 'tree',
    sha: blobSha(Buffer.from(folder)),
  }));
  return ok({ sha: path.tree_sha, tree: [...trees, ...blobs], truncated: state.truncated });
}

function getBlob({ path }: Asked, state: State): Answer {
  const all = [...state.commits.values()].flatMap((files) => [...files.values()]);
  const bytes = all.find((candidate) => blobSha(candidate) === path.file_sha);
  if (bytes === undefined) return refuse(404, 'Not Found');
  // GitHub breaks base64 into lines.
  const content = bytes.toString('base64').replace(/.{60}/g, '$&\n');
  return ok({ sha: path.file_sha, size: bytes.length, encoding: 'base64', content: `${content}\n` });
}

function nextId(stored: { id: number }[]): number {
  // Beyond 32 bits, as real ids are.
  return 5_000_000_001 + stored.length;
}
