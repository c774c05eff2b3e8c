import type { ReportTable } from '../../analytics/index.js';
import { cellText } from '../domain/cell-text.js';
import { heatOf, INK } from './palette.js';
import { MARGIN, type Sheet, type TextStyle } from './sheet.js';
import { TITLE } from './print-table.js';

const HEAD: TextStyle = { face: 'mono', size: 6.4, color: INK.muted, align: 'center' };
const DAY: TextStyle = { face: 'text', size: 8 };
const CELL: TextStyle = { face: 'mono', size: 6.2, align: 'center' };
const ROW = 20;
const LABEL = 62;

export const HEAT_MAP_HEIGHT = 28 + 12 + 7 * ROW + 22;

/** Weekdays by hours: a table whose cells are coloured by their number, and say it. */
export function heatMap(sheet: Sheet, { title, columns, rows }: ReportTable): void {
  sheet.tag('H2', () => sheet.line(title, { x: MARGIN, y: sheet.y, width: sheet.width }, TITLE));
  sheet.y += 28;
  const width = (sheet.width - LABEL) / (columns.length - 1);
  const most = Math.max(1, ...rows.flat().map((cell) => (typeof cell === 'number' ? cell : 0)));
  const place = (index: number, y: number) => ({ x: MARGIN + LABEL + (index - 1) * width, y, width });
  sheet.artifact(() => paint(sheet, rows, { width, most }));
  sheet.within(
    'Table',
    () => {
      sheet.within('TR', () =>
        columns.forEach(({ label }, index) =>
          sheet.tag(
            'TH',
            () =>
              index === 0
                ? sheet.line(label, { x: MARGIN, y: sheet.y, width: LABEL }, { ...HEAD, align: 'left' })
                : sheet.line(label, place(index, sheet.y), HEAD),
            {
              scope: 'Column',
            },
          ),
        ),
      );
      rows.forEach((row, line) => {
        const y = sheet.y + 12 + line * ROW;
        sheet.within('TR', () =>
          row.forEach((cell, index) => {
            if (index === 0) sheet.tag('TH', () => sheet.line(String(cell), { x: MARGIN, y: y + 5, width: LABEL }, DAY), { scope: 'Row' });
            else sheet.tag('TD', () => number(sheet, typeof cell === 'number' ? cell : 0, { place: place(index, y + 6), most }));
          }),
        );
      });
    },
    { title },
  );
  sheet.y += HEAT_MAP_HEIGHT - 28;
}

function number(sheet: Sheet, value: number, { place, most }: { place: { x: number; y: number; width: number }; most: number }): void {
  const text = cellText(value, { unit: 'count' });
  // a number of five signs and more is set as small as its cell is
  const size = Math.min(CELL.size, (CELL.size * (place.width - 1)) / sheet.widthOf(text, CELL));
  sheet.line(text, place, { ...CELL, size, color: value === 0 ? INK.muted : heatOf(value / most).ink });
}

function paint(sheet: Sheet, rows: ReportTable['rows'], { width, most }: { readonly width: number; readonly most: number }): void {
  rows.forEach((row, line) =>
    row.slice(1).forEach((cell, index) => {
      const { fill } = heatOf(typeof cell === 'number' ? cell / most : 0);
      sheet.doc.rect(MARGIN + LABEL + index * width + 0.6, sheet.y + 12 + line * ROW + 0.6, width - 1.2, ROW - 1.2).fill(fill);
    }),
  );
}
