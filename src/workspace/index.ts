export { globFiles, isFolder, openReport, readText, readVerbatim, sha256Of, type OpenReport } from './files.ts';
export { ancestorsAmong, changedBetween, gitBase, headCommit, isTrackedUnmodified, repositoryFiles } from './git.ts';
export { replaceText } from './write.ts';
