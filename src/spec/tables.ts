import type { Table, TableRow } from 'mdast';
import { isStatus, readBox } from './boxes.ts';
import { spanOf } from './markdown.ts';
import { nameOf, stageIn } from './names.ts';
import { textOf, trimmed, type Source, type Span } from './source.ts';

/** A row of a table, read as a criterion. */
export interface Row {
  span: Span;
  /** The other cells that say something. */
  more: Span[];
  ticked: boolean | null;
  /** From the column "Stage". */
  stage: string | null;
  whole: Span;
}

/** The body rows of a table: the text is the column headed as criterion, else the first cell that is neither box nor status. */
export function rowsOf(source: Source, table: Table): Row[] {
  const [head, ...body] = table.children;
  const names = head === undefined ? [] : cellsOf(source, head).map((cell) => nameOf(textOf(source, cell)));
  const textColumn = names.findIndex((name) =>
    /^(?:criteri(?:on|a)|acceptance criteri(?:on|a)|gate|requirement|check|description)$/u.test(name),
  );
  const stageColumn = names.findIndex((name) => /^(?:maturity )?stage$/u.test(name));
  return body.flatMap((row) => readRow(source, row, textColumn, stageColumn) ?? []);
}

function readRow(source: Source, row: TableRow, textColumn: number, stageColumn: number): Row | null {
  const cells = cellsOf(source, row);
  const saying = cells.filter(
    (cell, column) => column !== stageColumn && cell.start < cell.end && !isStatus(textOf(source, cell)),
  );
  const chosen = cells[textColumn];
  const text =
    chosen !== undefined && saying.includes(chosen)
      ? chosen
      : saying.find((cell) => !/^\d*$/u.test(textOf(source, cell)));
  if (text === undefined) return null;
  const own = readBox(textOf(source, text));
  const boxes = cells.flatMap((cell) => readBox(textOf(source, cell)) ?? []);
  const stage = cells[stageColumn];
  return {
    span: { start: text.start + (own?.length ?? 0), end: text.end },
    more: saying.filter((cell) => cell !== text),
    ticked: (own ?? boxes[0])?.ticked ?? null,
    stage: stage === undefined || stage.start === stage.end ? null : stageIn(textOf(source, stage)),
    whole: spanOf(row),
  };
}

/** The cells' contents, without pipes. */
function cellsOf(source: Source, row: TableRow): Span[] {
  return row.children.map((cell) => {
    const span = spanOf(cell);
    const text = textOf(source, span);
    const opening = text.startsWith('|') ? 1 : 0;
    const closing = text.length > opening && /(?<!\\)\|$/u.test(text) ? 1 : 0;
    return trimmed(source, { start: span.start + opening, end: span.end - closing });
  });
}
