import { within, type Project, type Sight } from './project.ts';

/** The project of a folder with `go.mod`. gotestsum's report names packages and not files, so it proves no component's tests. */
export async function goProject(sight: Sight, folder: string): Promise<Project> {
  const module = /^module[ \t]+(\S+)/m.exec((await sight.read(within(folder, 'go.mod'))) ?? '')?.[1];
  const tests = [within(folder, '**/*_test.go')];
  return {
    folder,
    name:
      module
        ?.replace(/\/v\d+$/, '')
        .split('/')
        .at(-1) ?? '',
    description: null,
    language: 'Go',
    sourceFolder: folder,
    paths: [within(folder, '**/*.go'), within(folder, 'go.mod')],
    exclude: [],
    tests: { unit: tests, integration: [within(folder, 'tests/integration/')], e2e: [within(folder, 'tests/e2e/')] },
    runtime: null,
    install: [],
    evidence: [
      'go run gotest.tools/gotestsum@v1.12.0 --junitfile reports/junit.xml -- -coverpkg=./... -coverprofile=reports/cover.out ./... || true',
    ],
    tools: { 'min-coverage': 'go test' },
    off: { 'types-clean': 'the Go compiler refuses code with type errors, so no test would run' },
    dependencies: [],
  };
}
