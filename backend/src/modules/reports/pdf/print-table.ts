import { cellText } from '../domain/cell-text.js';
import type { ReportTable } from '../../analytics/index.js';
import { INK } from './palette.js';
import { MARGIN, type Sheet, type TextStyle } from './sheet.js';

/** A column on paper. */
interface PrintColumn {
  readonly label: string;
  readonly isFigure: boolean;
  readonly width: number;
}

/** Texts under labels: what every table is on paper. */
export interface PrintTable {
  readonly title: string;
  readonly columns: readonly { readonly label: string; readonly isFigure: boolean }[];
  readonly rows: readonly (readonly string[])[];
  /** Said in place of rows when there are none. */
  readonly empty: string;
}

const PAD = 5;
const ROW_PAD = 3.2;
const WIDEST_TEXT = 190;
const NARROWEST = 26;
const HEAD: TextStyle = { face: 'strong', size: 7.4, color: INK.muted, leading: 1.2 };
const TEXT: TextStyle = { face: 'text', size: 8, leading: 1.25 };
const FIGURE: TextStyle = { face: 'mono', size: 7.6, align: 'right', leading: 1.32 };
/** Figures are set a little smaller: this puts them on the line of the texts. */
const FIGURE_DROP = 0.4;
export const TITLE: TextStyle = { face: 'display', size: 14, color: INK.orbit };

/** A table of the report as texts. */
export const printTableOf = ({ title, columns, rows }: ReportTable): PrintTable => ({
  title,
  columns: columns.map(({ label, unit }) => ({ label, isFigure: unit !== 'text' && unit !== 'flag' })),
  rows: rows.map((row) => columns.map((column, index) => cellText(row[index] ?? null, column))),
  empty: 'Nothing in this range.',
});

const styleOf = ({ isFigure }: { readonly isFigure: boolean }): TextStyle => (isFigure ? FIGURE : TEXT);

const longestWord = (text: string): string =>
  text.split(' ').reduce((longest, word) => (word.length > longest.length ? word : longest), '');

/** What each column needs; where that is too much, texts give way, and where it is too little, everybody gets more. */
function widthsOf(sheet: Sheet, { columns, rows }: PrintTable): PrintColumn[] {
  const natural = columns.map((column, index) => {
    const style = styleOf(column);
    const head = sheet.widthOf(longestWord(column.label), HEAD);
    const texts = new Set(rows.map((row) => row[index] ?? ''));
    const widest = [...texts].reduce((most, text) => Math.max(most, sheet.widthOf(text, style)), 0);
    const wanted = column.isFigure ? widest : Math.min(widest, WIDEST_TEXT);
    return Math.max(NARROWEST, head, wanted) + 2 * PAD;
  });
  const total = natural.reduce((sum, width) => sum + width, 0);
  const isText = columns.map(({ isFigure }) => !isFigure);
  const textTotal = natural.reduce((sum, width, index) => (isText[index] === true ? sum + width : sum), 0);
  const spare = sheet.width - total;
  return columns.map(({ label, isFigure }, index) => {
    const width = natural[index] ?? 0;
    const share = spare >= 0 || textTotal === 0 ? width / total : isFigure ? 0 : width / textTotal;
    return { label, isFigure, width: width + spare * share };
  });
}

/** Whether a table needs the long side of the page. */
export const isWide = ({ columns }: PrintTable): boolean => columns.length > 10;

/** A table over as many pages as it takes, its head on each of them. */
export class TablePrinter {
  private readonly columns: PrintColumn[];
  private rules: number[] = [];
  private readonly layout: 'portrait' | 'landscape';

  constructor(
    private readonly sheet: Sheet,
    private readonly table: PrintTable,
  ) {
    this.layout = sheet.doc.page.width > sheet.doc.page.height ? 'landscape' : 'portrait';
    this.columns = widthsOf(sheet, table);
  }

  print(): void {
    const { sheet, table } = this;
    sheet.tag('H2', () => sheet.write(table.title, { x: MARGIN, y: sheet.y, width: sheet.width }, TITLE));
    sheet.y += sheet.lineHeight(TITLE) + 6;
    if (table.rows.length === 0) {
      sheet.tag('P', () => sheet.write(table.empty, { x: MARGIN, y: sheet.y, width: sheet.width }, { ...TEXT, color: INK.muted }));
      sheet.y += 22;
      return;
    }
    sheet.within('Table', () => this.body(), { title: table.title });
    this.flushRules();
    sheet.y += 16;
  }

  private body(): void {
    this.head('tagged');
    for (const row of this.table.rows) this.row(row);
  }

  private row(cells: readonly string[]): void {
    const { sheet } = this;
    const lines = this.columns.map((column, index) => sheet.lines(cells[index] ?? '', column.width - 2 * PAD, styleOf(column)));
    const tallest = Math.max(...lines.map(({ length }) => length));
    const height = tallest * sheet.lineHeight(TEXT) + 2 * ROW_PAD;
    if (!sheet.fits(height)) this.turnPage();
    sheet.within('TR', () => this.cells(lines));
    sheet.y += height;
    this.rules.push(sheet.y);
  }

  private cells(lines: readonly (readonly string[])[]): void {
    const { sheet } = this;
    let x = MARGIN;
    this.columns.forEach((column, index) => {
      const style = styleOf(column);
      const place = { x: x + PAD, width: column.width - 2 * PAD };
      const top = sheet.y + ROW_PAD + (column.isFigure ? FIGURE_DROP : 0);
      const draw = (): void =>
        lines[index]?.forEach((line, row) => sheet.line(line, { ...place, y: top + row * sheet.lineHeight(style) }, style));
      if (index === 0) sheet.tag('TH', draw, { scope: 'Row' });
      else sheet.tag('TD', draw);
      x += column.width;
    });
  }

  /** The head is read once; its repetitions are there for the eye. */
  private head(how: 'tagged' | 'repeated'): void {
    const { sheet } = this;
    const labels = this.columns.map(({ label, width }) => sheet.lines(label, width - 2 * PAD, HEAD));
    const height = Math.max(...labels.map(({ length }) => length)) * sheet.lineHeight(HEAD) + 8;
    sheet.artifact(() => sheet.doc.rect(MARGIN, sheet.y, sheet.width, height).fill(INK.soft));
    const draws = this.headCells(labels);
    if (how === 'repeated') sheet.artifact(() => draws.forEach((draw) => draw()));
    else sheet.within('TR', () => draws.forEach((draw) => sheet.tag('TH', draw, { scope: 'Column' })));
    sheet.y += height;
    this.rules.push(sheet.y);
  }

  private headCells(labels: readonly (readonly string[])[]): (() => void)[] {
    const { sheet } = this;
    let x = MARGIN;
    return this.columns.map(({ width, isFigure }, index) => {
      const place = { x: x + PAD, width: width - 2 * PAD };
      const y = sheet.y + 4;
      x += width;
      const style: TextStyle = { ...HEAD, align: isFigure ? 'right' : 'left' };
      return () => labels[index]?.forEach((line, row) => sheet.line(line, { ...place, y: y + row * sheet.lineHeight(HEAD) }, style));
    });
  }

  private turnPage(): void {
    this.flushRules();
    this.sheet.addPage(this.layout);
    this.head('repeated');
  }

  private flushRules(): void {
    const { doc, width } = this.sheet;
    this.sheet.artifact(() => {
      for (const y of this.rules) doc.moveTo(MARGIN, y).lineTo(MARGIN + width, y);
      doc.lineWidth(0.5).strokeColor(INK.line).stroke();
    });
    this.rules = [];
  }
}
