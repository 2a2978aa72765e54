import { z } from 'zod';

/** The parameters of the gates that ask for documents. */
export const documentParams = z.strictObject({
  words: z.int().min(1).default(20).describe('A document with fewer words outside headings and code is a stub'),
  headings: z
    .array(z.string().min(1))
    .default([])
    .describe('Headings that have to be covered, besides the listed ones'),
  files: z
    .array(z.string().min(1))
    .default([])
    .describe('Globs; each has to match a document. Default: the usual places'),
});
export type DocumentParams = z.infer<typeof documentParams>;
