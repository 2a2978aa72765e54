/** An action that our workflows use: the tag whose commit is pinned, and the inputs that its `action.yml` has there. */
export interface PinnedAction {
  version: string;
  inputs: string[];
}

const artifact = ['name', 'path', 'if-no-files-found', 'retention-days', 'include-hidden-files'];

/**
 * `action@commit` → what stands there. An update of a pin is an update of this table: look up which commit the tag names
 * (`git ls-remote --tags https://github.com/OWNER/ACTION`), and read its `action.yml`.
 */
export const pinnedActions = new Map<string, PinnedAction>([
  [
    'actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1',
    { version: 'v7.0.1', inputs: ['repository', 'ref', 'token', 'persist-credentials', 'path', 'fetch-depth'] },
  ],
  [
    'actions/setup-node@820762786026740c76f36085b0efc47a31fe5020',
    { version: 'v7.0.0', inputs: ['node-version', 'node-version-file', 'registry-url', 'package-manager-cache'] },
  ],
  [
    'actions/setup-python@5fda3b95a4ea91299a34e894583c3862153e4b97',
    { version: 'v7.0.0', inputs: ['python-version', 'python-version-file'] },
  ],
  [
    'actions/upload-artifact@043fb46d1a93c77aae656e7c1c64a875d1fc6a0a',
    { version: 'v7.0.1', inputs: [...artifact, 'compression-level', 'overwrite', 'archive'] },
  ],
  ['actions/upload-artifact@c6a366c94c3e0affe28c06c8df20a878f24da3cf', { version: 'v3.2.2', inputs: artifact }],
  [
    'actions/download-artifact@3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c',
    {
      version: 'v8.0.1',
      inputs: ['name', 'artifact-ids', 'path', 'pattern', 'merge-multiple', 'run-id', 'github-token'],
    },
  ],
  [
    'actions/attest@1e69f48acb82d1966a394da916b4c1698aa569d6',
    {
      version: 'v4.2.2',
      inputs: ['subject-path', 'subject-digest', 'subject-name', 'predicate-type', 'predicate-path'],
    },
  ],
]);
