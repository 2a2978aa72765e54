import { afterAll, describe, expect, it } from '@jest/globals';
import { exampleRepository, removeRepositories, rowsOf, type Repository } from '../repository.ts';

afterAll(removeRepositories);

const junit = (failing: boolean) => `<?xml version="1.0"?>
<testsuites tests="2" failures="${failing ? 1 : 0}" errors="0" time="0.1">
  <testsuite tests="2" failures="${failing ? 1 : 0}" time="0.1" name="example.com/demo/ratelimit">
    <testcase classname="example.com/demo/ratelimit" name="TestAllow" time="0.01"></testcase>
    <testcase classname="example.com/demo/ratelimit" name="TestWindow" time="0.01">${failing ? '<failure message="Failed"></failure>' : ''}</testcase>
  </testsuite>
</testsuites>`;

/** The example as a Go package with two test files, reported as gotestsum does. */
function goPackage(tests: string, failing = false): Repository {
  const repository = exampleRepository();
  repository.edit(
    '.github/maturity.yml',
    "paths: ['src/ratelimit/**'] }",
    `paths: ['src/ratelimit/**'], tests: ${tests} }`,
  );
  repository.write('ratelimit/bucket_test.go', 'package ratelimit\n');
  repository.write('ratelimit/window_test.go', 'package ratelimit\n');
  repository.write('reports/junit.xml', junit(failing));
  return repository;
}

async function unitRow(repository: Repository) {
  const [row] = rowsOf(await repository.check({ stage: 'development' }), 'unit-tests-pass');
  return { status: row?.status, actual: row?.actual };
}

describe('the tests of a Go package', () => {
  it('are attributed where all its test files are of one Location', async () => {
    const row = await unitRow(goPackage("{ unit: ['ratelimit/'] }"));
    expect(row).toMatchObject({ status: 'pass', actual: { passed: 2, failed: 0 } });
  });

  it('fail there when one fails', async () => {
    const row = await unitRow(goPackage("{ unit: ['ratelimit/'] }", true));
    expect(row).toMatchObject({ status: 'fail', actual: { passed: 1, failed: 1 } });
  });

  it('count nowhere where the files are of several Locations: nobody knows which stands in which', async () => {
    const locations = "{ unit: ['ratelimit/bucket_test.go'], integration: ['ratelimit/window_test.go'] }";
    expect((await unitRow(goPackage(locations))).status).toBe('missing');
  });
});
