/** Jest runs the TypeScript sources as ES modules; swc only strips the types, `npm run types` checks them. */
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/__tests__'],
  testMatch: ['**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '\\.ts$': [
      '@swc/jest',
      { jsc: { target: 'es2023', parser: { syntax: 'typescript' } }, module: { type: 'es6' }, sourceMaps: 'inline' },
    ],
  },
  // Two workers fit the two cores of a small runner; end-to-end tests start child processes of their own.
  maxWorkers: 2,
  testTimeout: 60_000,
};
