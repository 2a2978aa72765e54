import { cutToBytes, type Annotation } from '../report/index.ts';

/** Limits of the Checks API: annotations a request; bytes of summary and text; characters of a title. */
const BATCH = 50;
const TEXT_BYTES = 65_535;
const TITLE_CHARACTERS = 255;

/** A message may have 64 KB; a UTF-16 unit takes at most three bytes. */
const MESSAGE_CHARACTERS = 20_000;

/** More annotations than people read, and four requests' worth. */
const MOST_ANNOTATIONS = 200;

/** An annotation in the words of the Checks API. */
export interface ApiAnnotation {
  path: string;
  start_line: number;
  end_line: number;
  annotation_level: Annotation['level'];
  title: string;
  message: string;
}

/** What a check run's page shows. */
export interface CheckText {
  title: string;
  /** Markdown. */
  summary: string;
  /** Markdown, below the summary. */
  text: string;
}

/** Title, summary and text within the API's limits; the summary says how many annotations are left out. */
export function fitCheckText({ title, summary, text }: CheckText, annotations: number): CheckText {
  const left = annotations - MOST_ANNOTATIONS;
  const note =
    left > 0 ? `\n\n_The ${MOST_ANNOTATIONS} worst findings are annotated, and ${left} more are not._\n` : '';
  return {
    title: cutCharacters(title, TITLE_CHARACTERS),
    summary: cutToBytes(summary, TEXT_BYTES - Buffer.byteLength(note)) + note,
    text: cutToBytes(text, TEXT_BYTES),
  };
}

/** The annotations that are sent, in the order given (worst first). */
export function fitAnnotations(annotations: Annotation[]): ApiAnnotation[] {
  return annotations.slice(0, MOST_ANNOTATIONS).map((annotation) => ({
    path: annotation.path,
    start_line: annotation.line,
    end_line: annotation.line,
    annotation_level: annotation.level,
    title: cutCharacters(annotation.title, TITLE_CHARACTERS),
    message: cutCharacters(annotation.message, MESSAGE_CHARACTERS),
  }));
}

/** As many annotations to a batch as one request may carry; always at least one batch, maybe empty. */
export function inBatches(annotations: ApiAnnotation[]): [ApiAnnotation[], ...ApiAnnotation[][]] {
  const more: ApiAnnotation[][] = [];
  for (let start = BATCH; start < annotations.length; start += BATCH) {
    more.push(annotations.slice(start, start + BATCH));
  }
  return [annotations.slice(0, BATCH), ...more];
}

/** Cut in UTF-16 units, of which no way of counting characters sees more; no surrogate is left alone. */
function cutCharacters(text: string, limit: number): string {
  return text.length <= limit ? text : `${text.slice(0, limit - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
