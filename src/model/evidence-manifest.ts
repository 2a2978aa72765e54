import { z } from 'zod';

/** Name of the file that says of which commit the reports beside it are. */
export const MANIFEST_FILE = 'maturity-evidence.json';

/** A commit, in full or abbreviated to no less than seven digits. */
const commit = z.string().regex(/^[0-9a-fA-F]{7,64}$/, 'expected a commit (7 to 64 hexadecimal digits)');

const listedFile = z.object({
  path: z
    .string()
    .min(1)
    .refine(
      (path) => !/^\/|\\|(?:^|\/)\.{1,2}(?:\/|$)/.test(path),
      'expected a path below the manifest’s folder, with /',
    )
    .describe('Relative to the manifest’s folder'),
  sha256: z.string().regex(/^[0-9a-f]{64}$/, 'expected a SHA-256 in hexadecimal digits'),
});

/** What stamps reports whose formats have no place for a commit; `maturity-gates stamp` writes it. */
export const manifestSchema = z.object({
  schemaVersion: z.literal(1),
  commit: commit.describe('The commit that the reports are of'),
  run: z
    .object({ id: z.string().min(1), attempt: z.int().positive() })
    .optional()
    .describe('The run that made the reports, and its attempt'),
  createdAt: z.iso.datetime({ offset: true }),
  files: z.array(listedFile),
});

export type EvidenceManifest = z.infer<typeof manifestSchema>;
