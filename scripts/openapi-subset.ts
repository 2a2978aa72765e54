/**
 * Cuts the operations that we use out of GitHub's API description, for the loopback server of the tests.
 *
 *   npm pack @octokit/openapi && tar xf octokit-openapi-*.tgz package/generated/api.github.com.json
 *   node scripts/openapi-subset.ts package/generated/api.github.com.json
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { z } from 'zod';

const operations = [
  'get /repos/{owner}/{repo}/commits/{ref}/check-runs',
  'post /repos/{owner}/{repo}/check-runs',
  'patch /repos/{owner}/{repo}/check-runs/{check_run_id}',
  'get /repos/{owner}/{repo}/check-runs/{check_run_id}/annotations',
  'get /repos/{owner}/{repo}/issues/{issue_number}/comments',
  'post /repos/{owner}/{repo}/issues/{issue_number}/comments',
  'patch /repos/{owner}/{repo}/issues/comments/{comment_id}',
  'delete /repos/{owner}/{repo}/issues/comments/{comment_id}',
  'get /repos/{owner}/{repo}/pulls/{pull_number}',
  'get /repos/{owner}/{repo}/pulls/{pull_number}/reviews',
  'get /repos/{owner}/{repo}/collaborators/{username}/permission',
  'get /repos/{owner}/{repo}/commits/{commit_sha}/pulls',
  'get /repos/{owner}/{repo}/pulls',
  'get /repos/{owner}/{repo}/compare/{basehead}',
  'get /repos/{owner}/{repo}/git/trees/{tree_sha}',
  'get /repos/{owner}/{repo}/git/blobs/{file_sha}',
  'get /repos/{owner}/{repo}/actions/runs/{run_id}',
  'get /repos/{owner}/{repo}/actions/runs/{run_id}/artifacts',
  'get /repos/{owner}/{repo}/actions/workflows/{workflow_id}/runs',
  'get /repos/{owner}/{repo}/actions/runs/{run_id}/jobs',
  'get /repos/{owner}/{repo}/actions/artifacts/{artifact_id}/{archive_format}',
  'post /repos/{owner}/{repo}/actions/jobs/{job_id}/rerun',
  'get /repos/{owner}/{repo}/deployments',
  'get /repos/{owner}/{repo}/deployments/{deployment_id}/statuses',
  'get /repos/{owner}/{repo}/code-scanning/analyses',
  'get /repos/{owner}/{repo}/code-scanning/alerts',
  'get /repos/{owner}/{repo}/git/commits/{commit_sha}',
];

/** The subset's place in the repository. */
const target = join(import.meta.dirname, '..', '__tests__', 'e2e', 'loopback', 'openapi.json');

const jsonObject = z.record(z.string(), z.json());
type JsonObject = z.infer<typeof jsonObject>;
type Json = JsonObject[string];

/** Keys that describe to people and validate nothing. */
const prose = [
  'description',
  'summary',
  'title',
  'example',
  'examples',
  'externalDocs',
  'tags',
  'deprecated',
  'headers',
];

/** A copy without prose. Below `properties` every key is a property's name, whatever it looks like. */
function withoutProse(value: Json, keysAreNames = false): Json {
  if (Array.isArray(value)) return value.map((item) => withoutProse(item));
  if (value === null || typeof value !== 'object') return value;
  const kept = Object.entries(value).filter(([key]) => keysAreNames || !(prose.includes(key) || key.startsWith('x-')));
  return Object.fromEntries(
    kept.map(([key, item]) => [key, withoutProse(item, key === 'properties' && !keysAreNames)]),
  );
}

/** Every `$ref` within a value. */
function referencesIn(value: Json): string[] {
  if (Array.isArray(value)) return value.flatMap(referencesIn);
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, item]) =>
    key === '$ref' && typeof item === 'string' ? [item] : referencesIn(item),
  );
}

function object(value: Json | undefined, what: string): JsonObject {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) throw new Error(`No object: ${what}`);
  return value;
}

/** The document's part at a path of keys. */
function at(document: JsonObject, keys: string[]): JsonObject {
  return keys.reduce((part, key) => object(part[key], keys.join('/')), document);
}

/** Puts `value` at a path of keys, making the objects on the way. */
function put(document: JsonObject, [key = '', ...rest]: string[], value: Json): void {
  if (rest.length === 0) {
    document[key] = value;
    return;
  }
  document[key] ??= {};
  put(object(document[key], key), rest, value);
}

function subsetOf(description: JsonObject): JsonObject {
  const subset: JsonObject = { openapi: description.openapi ?? '', info: description.info ?? {} };
  const waiting = operations.map((operation) => {
    const [method = '', path = ''] = operation.split(' ');
    return ['paths', path, method];
  });
  const done = new Set<string>();
  for (const keys of waiting) {
    if (done.has(keys.join('\n'))) continue;
    done.add(keys.join('\n'));
    const part = withoutProse(at(description, keys));
    put(subset, keys, part);
    waiting.push(...referencesIn(part).map((reference) => reference.replace('#/', '').split('/')));
  }
  return subset;
}

const source = process.argv[2];
if (source === undefined) throw new Error('Usage: node scripts/openapi-subset.ts api.github.com.json');
const description = jsonObject.parse(JSON.parse(readFileSync(source, 'utf8')));
const options = { ...(await resolveConfig(target)), parser: 'json' };
writeFileSync(target, await format(JSON.stringify(subsetOf(description)), options));
