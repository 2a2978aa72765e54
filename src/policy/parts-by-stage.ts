import type { Statement } from '../model/index.ts';
import { stageNamed, type Ladder } from './ladder.ts';

/** What a line says for one stage. */
export interface Part {
  statement: Statement;
  /** As written, or the ladder's name; `null` where none is named. */
  stage: string | null;
  /** What recognition reads: the whole line, or the subject and one number. */
  text: string;
}

/** A statement's parts: among the NFR targets, `Test coverage: ≥70% (staging), ≥80% (production)` is one demand a stage. */
export function partsByStage(statement: Statement, ladder: Ladder): Part[] {
  const { section, binding, stage, text } = statement;
  const whole = [{ statement, stage, text }];
  if (section !== 'nfr' || binding !== null) return whole;
  const subject = /^[^\d<>≥≤=~]*/u.exec(text)?.[0] ?? '';
  const parts = text.split(/[;,](?!\d)/u).map((part, index): Part => ({
    statement,
    stage: stageNamed(ladder, /\(([^()]{1,40})\)[\s.*_]*$/u.exec(part)?.[1] ?? null),
    text: index === 0 ? part : `${subject}${part.trim()}`,
  }));
  return parts.some((part) => part.stage === null) ? whole : parts;
}
