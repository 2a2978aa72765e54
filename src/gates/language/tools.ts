/** Tools by what they look after, as criteria name them; used as words of a subject. */
export const linters = [
  'ruff',
  'flake8',
  'pylint',
  'eslint',
  'stylelint',
  'tslint',
  'biome',
  'oxlint',
  'golangci-lint',
  'staticcheck',
  'go vet',
  'clippy',
  'rubocop',
  'standardrb',
  'shellcheck',
  'ktlint',
  'detekt',
  'swiftlint',
  'checkstyle',
  'spotbugs',
  'pmd',
  'hadolint',
  'yamllint',
  'markdownlint',
  'ansible-lint',
  'tflint',
  'sqlfluff',
  'clang-tidy',
  'cppcheck',
  'phpcs',
];

/** Formatters check style too, but have no report of findings. */
export const formatters = ['prettier', 'black', 'isort', 'gofmt', 'rustfmt', 'cargo fmt', 'clang-format', 'scalafmt'];

export const typeCheckers = [
  'pyright',
  'basedpyright',
  'mypy',
  'tsc',
  'pytype',
  'pyre',
  'vue-tsc',
  'phpstan',
  'psalm',
  'sorbet',
  'dialyzer',
];

export const secretScanners = ['detect-secrets', 'gitleaks', 'trufflehog', 'ggshield', 'git-secrets', 'secretlint'];

export const securityScanners = [
  'bandit',
  'semgrep',
  'snyk',
  'trivy',
  'grype',
  'codeql',
  'owasp zap',
  'zap',
  'dependabot',
  'npm audit',
  'yarn audit',
  'pnpm audit',
  'pip-audit',
  'osv-scanner',
  'cargo audit',
  'cargo deny',
  'govulncheck',
  'gosec',
  'brakeman',
  'checkmarx',
  'veracode',
  'nessus',
  'checkov',
  'tfsec',
  'sast',
  'dast',
  'dependency-check',
  'owasp dependency check',
];

/** The scanners among them whose report can be evidence and says whose it is; the others are a service, or a kind of scan. */
export const reportingScanners = [
  'bandit',
  'semgrep',
  'trivy',
  'grype',
  'codeql',
  'npm audit',
  'pip-audit',
  'osv-scanner',
  'govulncheck',
  'gosec',
  'brakeman',
  'checkov',
];

export const unitTestRunners = [
  'jest',
  'vitest',
  'mocha',
  'jasmine',
  'karma',
  'pytest',
  'unittest',
  'tox',
  'rspec',
  'minitest',
  'junit',
  'phpunit',
  'xunit',
  'nunit',
  'xctest',
  'googletest',
  'gtest',
  'go test',
  'cargo test',
  'cargo nextest',
  'npm test',
  'npm run test',
  'pnpm test',
  'yarn test',
  'bun test',
  'make test',
  'mvn test',
  'gradle test',
  'dotnet test',
  'mix test',
  'flutter test',
  'swift test',
];

export const browserTestRunners = [
  'cypress',
  'playwright',
  'selenium',
  'puppeteer',
  'testcafe',
  'webdriverio',
  'nightwatch',
  'detox',
  'appium',
  'cucumber',
];

/** One expression for any of them. */
export function anyOf(names: readonly string[]): string {
  return `(?:${names.map((name) => name.replace(/[.+]/g, '\\$&')).join('|')})`;
}

/** Those that a line names, in the order of the list. */
export function namedIn(words: string, names: readonly string[]): string[] {
  const padded = ` ${words.replace(/[^\w-]+/g, ' ')} `;
  return names.filter((name) => padded.includes(` ${name} `));
}
