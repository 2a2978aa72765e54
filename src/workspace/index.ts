export { globFiles, isFolder, openReport, readText, sha256Of, type OpenReport } from './files.ts';
export { gitBase, headCommit, isTrackedUnmodified, repositoryFiles } from './git.ts';
