export {
  fileSizes,
  globFiles,
  isFolder,
  openReport,
  readNamed,
  readText,
  readVerbatim,
  sha256Of,
  type OpenReport,
} from './files.ts';
export { ancestorsAmong, changedBetween, headCommit, isTrackedUnmodified, repositoryFiles } from './git.ts';
export { gitBase } from './git-base.ts';
export { createFiles, isTaken, type CreatedFile } from './create.ts';
export { replaceText } from './write.ts';
