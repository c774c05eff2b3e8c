import { csvLine } from '@orbisvoice/shared-dto/values';
import type { ReportCell, ReportDocument, ReportTable } from '../../analytics/index.js';
import { cellText } from '../domain/cell-text.js';
import { FIGURE_FIELDS, figureLine } from '../domain/figure-table.js';

/** What a line of the report's CSV holds: a cell of a table, with the text that stands in the PDF. */
const REPORT_FIELDS = ['table', 'row', 'column', 'unit', 'value', 'text'] as const;

const csvCell = (cell: ReportCell): string | number | null => (typeof cell === 'boolean' ? String(cell) : cell);

/** Figures as a table of texts, as in the PDF. */
const figuresTable = (figures: ReportDocument['figures']): ReportTable => ({
  key: 'figures',
  title: 'Table of figures',
  columns: FIGURE_FIELDS.map((label) => ({ key: label.toLowerCase(), label, unit: 'text' as const, description: label })),
  rows: figures.map(figureLine),
});

const tablesOf = ({ figures, tables }: ReportDocument): readonly ReportTable[] => [figuresTable(figures), ...tables];

/** A table as CSV: a head of the columns' keys, then a line for each row. */
export function* csvOf({ columns, rows }: ReportTable): Generator<string> {
  yield csvLine(columns.map(({ key }) => key));
  for (const row of rows) yield csvLine(row.map(csvCell));
}

/** A table as JSON lines: an object for each row. */
export function* jsonOf({ columns, rows }: ReportTable): Generator<string> {
  for (const row of rows) yield `${JSON.stringify(Object.fromEntries(columns.map(({ key }, index) => [key, row[index] ?? null])))}\n`;
}

/** Everything of a report as CSV: a line for each cell. */
export function* reportCsv(document: ReportDocument): Generator<string> {
  yield csvLine(REPORT_FIELDS);
  for (const { key, columns, rows } of tablesOf(document))
    for (const [index, row] of rows.entries())
      for (const [place, column] of columns.entries()) {
        const cell = row[place] ?? null;
        yield csvLine([key, index + 1, column.key, column.unit, csvCell(cell), cellText(cell, column)]);
      }
}

/** Everything of a report as JSON lines: its head, then each row with the name of its table. */
export function* reportJson(document: ReportDocument): Generator<string> {
  yield `${JSON.stringify({ table: 'head', ...document.head })}\n`;
  for (const table of tablesOf(document)) for (const line of jsonOf(table)) yield `{"table":${JSON.stringify(table.key)},${line.slice(1)}`;
}
