import type { Evidence, EvidenceKind, Concern, Parsed } from '../model/index.ts';

/** The beginning of a file, enough to know its format. */
export interface Head {
  /** Repository path, for the formats whose bytes alone say too little. */
  path: string;
  /** Up to the first 64 KiB, decoded (UTF-8 or UTF-16 by its byte order mark), without the mark. */
  text: string;
  /** Whether `text` is the whole file. */
  complete: boolean;
}

/** A kind of file that proves something. One file a format; `detect` finds exactly one for a head. */
export interface Format<E extends Evidence = Evidence> {
  /** `coverage-py`, `junit`…; the word that `evidence[].format` of the configuration takes. */
  id: string;
  title: string;
  kind: E['kind'] & EvidenceKind;
  /** For diagnostics: what the tool looks for. */
  concern?: Concern;
  /** Where the name of the file, not the format alone, says what was looked for. */
  concernOf?(path: string): Concern;
  /** The command that makes such a file, ready to copy. */
  produce: string;
  /** Globs of the names people give such files; they only attribute a file that can't be read to a kind. */
  usualNames: string[];
  /** Whether the head is of this format. Cheap, never throws. */
  sniff(head: Head): boolean;
  /** Reads the file. Bad input is a problem with line where it can be known; never throws for it. */
  parse(source: AsyncIterable<Uint8Array>, path: string): Promise<Parsed<E>>;
}
