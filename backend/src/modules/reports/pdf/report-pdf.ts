import { METRICS, metricText } from '@orbisvoice/shared-dto/values';
import type { ReportDocument, ReportTable } from '../../analytics/index.js';
import { cellText } from '../domain/cell-text.js';
import { FIGURE_FIELDS, figureLine } from '../domain/figure-table.js';
import { barChart, barChartHeight, LINE_CHART_HEIGHT, lineChart, type ChartSeries } from './charts.js';
import { cover } from './cover.js';
import { HEAT_MAP_HEIGHT, heatMap } from './heat-map.js';
import { INK } from './palette.js';
import { isWide, printTableOf, TablePrinter, type PrintTable } from './print-table.js';
import { reportWords, type ReportWords } from './report-words.js';
import { MARGIN, newSheet, type Sheet, type TextStyle } from './sheet.js';

/** What a PDF is made from. */
export interface ReportPrint {
  readonly document: ReportDocument;
  /** Whose report it is. */
  readonly company: string;
}

const H1: TextStyle = { face: 'display', size: 19, color: INK.orbit };
const FOOT: TextStyle = { face: 'text', size: 7.6, color: INK.muted };
const TERM: TextStyle = { face: 'strong', size: 9 };
const BODY: TextStyle = { face: 'text', size: 8.6, color: INK.muted };
const BARS_MOST = 8;

/** The curves worth drawing: which columns of which table. */
const CURVES: Readonly<Record<string, readonly string[]>> = {
  conversations: ['conversations', 'previousConversations'],
  engagement: ['activations', 'newVisitors', 'returningVisitors'],
  referrals: ['visits', 'signUps', 'converted'],
  months: ['mrrEnd'],
};
/** The tables worth showing as bars: by which column. */
const BARS: Readonly<Record<string, string>> = {
  agents: 'conversations',
  funnel: 'visits',
  countries: 'conversations',
  referral_channels: 'visits',
};

const countText = (value: number): string => metricText(value, 'count');

function chapter(sheet: Sheet, title: string, layout: 'portrait' | 'landscape' = 'portrait'): void {
  sheet.addPage(layout);
  sheet.tag('H1', () => sheet.line(title, { x: MARGIN, y: sheet.y, width: sheet.width }, H1));
  sheet.y += 38;
}

function column(table: ReportTable, key: string): ChartSeries {
  const index = table.columns.findIndex((one) => one.key === key);
  const values = table.rows.map((row) => {
    const cell = row[index];
    return typeof cell === 'number' ? cell : null;
  });
  return { label: table.columns[index]?.label ?? key, values };
}

function curve(sheet: Sheet, table: ReportTable, keys: readonly string[]): void {
  const series = keys.map((key) => column(table, key)).filter(({ values }) => values.some((value) => value !== null));
  if (series.length === 0) return;
  if (!sheet.fits(LINE_CHART_HEIGHT)) sheet.addPage();
  const labels = table.rows.map(([start]) => String(start).slice(0, 16).replace('T', ' '));
  const of = table.columns.find(({ key }) => key === keys[0]);
  const text = (value: number): string => (of ? cellText(value, of) : countText(value));
  lineChart(sheet, { title: table.title, twin: table.title, labels, series, text });
}

function bars(sheet: Sheet, table: ReportTable, key: string): void {
  // bars of a column that is not there would all be zero
  if (!table.columns.some((one) => one.key === key)) throw new Error(`the table ${table.key} has no column ${key} to draw`);
  const { values } = column(table, key);
  const list = table.rows
    .map(([name], index) => ({ label: name === null ? 'not said' : String(name), value: values[index] ?? 0 }))
    .filter(({ value }) => table.key === 'funnel' || value > 0)
    .slice(0, BARS_MOST)
    .map((bar) => ({ ...bar, text: countText(bar.value) }));
  if (list.length === 0) return;
  if (!sheet.fits(barChartHeight(list.length))) sheet.addPage();
  barChart(sheet, { title: table.title, twin: table.title, bars: list });
}

/** What is seen at a glance, before the numbers. */
function pictures(sheet: Sheet, { tables }: ReportDocument): void {
  for (const table of tables) {
    const [keys, key] = [CURVES[table.key], BARS[table.key]];
    if (table.key === 'peak_hours') {
      if (!sheet.fits(HEAT_MAP_HEIGHT)) sheet.addPage();
      heatMap(sheet, table);
    } else if (keys) curve(sheet, table, keys);
    else if (key !== undefined) bars(sheet, table, key);
  }
}

const figureTable = ({ figures }: ReportDocument): PrintTable => ({
  title: 'Table of figures',
  columns: FIGURE_FIELDS.map((label, index) => ({ label, isFigure: index > 0 })),
  rows: figures.map(figureLine),
  empty: 'No figures.',
});

function tablesOf(sheet: Sheet, document: ReportDocument): void {
  chapter(sheet, 'The numbers');
  const tables = document.tables.filter(({ key }) => key !== 'peak_hours').map(printTableOf);
  for (const table of document.figures.length > 0 ? [figureTable(document), ...tables] : tables) {
    const layout = isWide(table) ? 'landscape' : 'portrait';
    const isTurned = sheet.doc.page.width > sheet.doc.page.height !== (layout === 'landscape');
    // a title, a head and two rows belong together
    if (isTurned || !sheet.fits(110)) sheet.addPage(layout);
    new TablePrinter(sheet, table).print();
  }
}

/** What is to be explained: the figures, or in a report of tables alone what stands in their columns. */
function termsOf({ figures, tables }: ReportDocument): readonly { readonly label: string; readonly definition: string }[] {
  if (figures.length > 0) return figures.map(({ key }) => METRICS[key]);
  const columns = tables.flatMap((table) => table.columns);
  const first = columns.filter(({ label }, index) => columns.findIndex((one) => one.label === label) === index);
  return first.map(({ label, description }) => ({ label, definition: description }));
}

function definitions(sheet: Sheet, document: ReportDocument): void {
  const { head } = document;
  chapter(sheet, 'What the figures mean');
  const place = { x: MARGIN, width: sheet.width };
  const intro = `Version ${String(head.definitionVersion)} of the definitions. A rate that has nothing to divide by is a dash, never zero. Days are those of ${head.timeZone}.`;
  sheet.tag('P', () => sheet.write(intro, { ...place, y: sheet.y }, BODY));
  sheet.y += sheet.lines(intro, sheet.width, BODY).length * sheet.lineHeight(BODY) + 14;
  for (const { label, definition } of termsOf(document)) {
    const height = sheet.lines(definition, sheet.width, BODY).length * sheet.lineHeight(BODY) + 21;
    if (!sheet.fits(height)) sheet.addPage();
    sheet.tag('H2', () => sheet.line(label, { ...place, y: sheet.y }, TERM));
    sheet.tag('P', () => sheet.write(definition, { ...place, y: sheet.y + 14 }, BODY));
    sheet.y += height;
  }
}

/** Whose, of when, and where in the document: known once all pages are there. */
function feet(sheet: Sheet, { company, period }: ReportWords): void {
  const { start, count } = sheet.doc.bufferedPageRange();
  for (let page = start; page < start + count; page++) {
    sheet.doc.switchToPage(page);
    const place = { x: MARGIN, y: sheet.doc.page.height - 34, width: sheet.width };
    sheet.artifact(() => {
      sheet.line(`OrbisVoice · ${company} · ${period}`, place, FOOT);
      sheet.line(`Page ${String(page + 1)} of ${String(count)}`, place, { ...FOOT, align: 'right' });
    });
  }
}

/** Draws the report. The same print gives the same bytes. */
export async function reportPdf({ document, company }: ReportPrint): Promise<Buffer> {
  const words = reportWords(document, company);
  const sheet = newSheet({ title: `${words.title}: ${words.period}`, author: company, at: new Date(document.head.asOf) });
  const pieces: Buffer[] = [];
  const whole = new Promise<Buffer>((resolve, reject) => {
    sheet.doc.on('data', (piece: Buffer) => pieces.push(piece));
    sheet.doc.on('end', () => resolve(Buffer.concat(pieces)));
    sheet.doc.on('error', reject);
  });
  cover(sheet, words);
  pictures(sheet, document);
  tablesOf(sheet, document);
  definitions(sheet, document);
  feet(sheet, words);
  sheet.end();
  return whole;
}
