import type { TestLevel } from '../../model/index.ts';

/** The gates that a tool's report can prove at the first stage, besides the tests' Locations and the README. */
export type ProvenGate = 'unit-tests-pass' | 'min-coverage' | 'lint-clean' | 'types-clean';

/** A command that installs, the packages that it is given, and the folder that it runs in, `''` for the root. */
export interface Step {
  folder: string;
  command: string;
  packages: string[];
}

/** What a folder of the repository turned out to be. Texts are the manifest's own and untrusted; paths start at the root. */
export interface Project {
  /** `''` for the root. */
  folder: string;
  name: string;
  description: string | null;
  language: 'Python' | 'TypeScript' | 'JavaScript' | 'Go' | null;
  /** The folder that holds the sources. */
  sourceFolder: string;
  /** Globs of the component's files, its manifest among them. */
  paths: string[];
  exclude: string[];
  /** Folders and globs of the tests. */
  tests: Record<TestLevel, string[]>;
  /** Which language the workflow sets up, and the file that names its version, if there is one. */
  runtime: { language: 'python' | 'node'; versionFile: string | null } | null;
  install: Step[];
  /** Commands that run in the folder and write below its `reports/`. */
  evidence: string[];
  /** The tool that proves each gate. */
  tools: Partial<Record<ProvenGate, string>>;
  /** Gates that the language settles by itself, each with the reason. */
  off: Partial<Record<ProvenGate, string>>;
  /** Names of packages that it is built on. */
  dependencies: string[];
}

/** The repository as `init` looks at it. */
export interface Sight {
  /** All files, sorted. */
  files: string[];
  /** A text file; `null` where there is none, or it can't be read. */
  read: (path: string) => Promise<string | null>;
}

/** A path within a folder, which may be the root. */
export function within(folder: string, path: string): string {
  return folder === '' ? path : `${folder}/${path}`;
}

/** Whether the folder has a file of this name, or any file below it where the name ends with `/`. */
export function holds({ files }: Sight, folder: string, name: string): boolean {
  const path = within(folder, name);
  return files.some((file) => (name.endsWith('/') ? file.startsWith(path) : file === path));
}
