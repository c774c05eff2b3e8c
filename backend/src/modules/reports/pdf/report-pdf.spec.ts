import { METRICS } from '@orbisvoice/shared-dto/values';
import { SAMPLE_ANSWERS } from '../../../../bench/sample-report.js';
import { csvLinesOf } from '../../../../test/harness/csv-lines.js';
import { pdfPages, pdfText } from '../../../../test/harness/pdf-text.js';
import { reportOf } from '../../analytics/services/report-mapping.js';
import { reportCsv } from '../services/report-lines.js';
import { PdfRenderer } from './pdf-renderer.js';
import { reportPdf } from './report-pdf.js';

const document = reportOf('Monthly report', SAMPLE_ANSWERS);
const print = { document, company: 'Analytical Engines Ltd' };

const raw = (pdf: Buffer): string => pdf.toString('latin1');
const count = (pdf: Buffer, pattern: RegExp): number => raw(pdf).match(pattern)?.length ?? 0;

const flat = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** The rows of a report's CSV as they are read on paper: the texts of their cells, one behind the other. */
function rowsOf(csv: string): { readonly table: string; readonly row: string; readonly line: string }[] {
  const rows = new Map<string, { readonly table: string; readonly row: string; readonly texts: string[] }>();
  for (const [table = '', row = '', , , , text = ''] of csvLinesOf(csv).slice(1)) {
    const known = rows.get(`${table} ${row}`) ?? { table, row, texts: [] };
    rows.set(`${table} ${row}`, known);
    // a formula has its guard in the file alone
    known.texts.push(text.replace(/^'(?=[=+\-@])/, ''));
  }
  return [...rows.values()].map(({ table, row, texts }) => ({ table, row, line: flat(texts.filter((text) => text !== '').join(' ')) }));
}

describe('a report as PDF', () => {
  let pdf: Buffer;
  beforeAll(async () => {
    pdf = await reportPdf(print);
  }, 30_000);

  it('is the same bytes for the same report, and others for another', async () => {
    expect((await reportPdf(print)).equals(pdf)).toBe(true);
    expect((await reportPdf({ ...print, company: 'Other' })).equals(pdf)).toBe(false);
  });

  it('is titled, tagged, in a language, and carries its fonts', () => {
    const text = raw(pdf);
    const has = (part: string): [string, boolean] => [part, text.includes(part)];
    const parts = ['(Monthly report: 1 October 2026 to 31 October 2026)', '/Lang (en)', '/Marked true', '/DisplayDocTitle true'];
    const types = ['Document', 'H1', 'H2', 'Table', 'TR', 'TH', 'TD', 'Figure'].map((type) => `/S /${type}\n`);
    const scopes = ['/Scope /Column', '/Scope /Row'];
    for (const part of [...parts, ...types, ...scopes]) expect(has(part)).toEqual([part, true]);
    expect(count(pdf, /\/S \/Figure\b/g)).toBe(count(pdf, /\/Alt /g));
    expect(count(pdf, /\/FontName \/[A-Z]{6}\+(SpaceGrotesk|IBMPlexSans|IBMPlexMono)/g)).toBeGreaterThan(3);
    expect(has('Helvetica')).toEqual(['Helvetica', false]);
  });

  it('says every figure and every row of every table, cell beside cell, as the CSV does', async () => {
    const busy = document.tables.map((table) =>
      table.key === 'peak_hours'
        ? { ...table, rows: table.rows.map((row) => row.map((cell) => (typeof cell === 'number' ? cell * 997 : cell))) }
        : table,
    );
    for (const tables of [document.tables, busy]) {
      const said = ` ${pdfText(await reportPdf({ ...print, document: { ...document, tables } }))} `;
      const rows = rowsOf([...reportCsv({ ...document, tables })].join(''));
      expect(new Set(rows.map(({ table }) => table))).toEqual(new Set(['figures', ...document.tables.map(({ key }) => key)]));
      expect(rows.filter(({ line }) => !said.includes(` ${line} `))).toEqual([]);
      for (const { key } of document.figures) expect(said).toContain(METRICS[key].definition);
    }
  });

  it('repeats the head of a table on its next page, and numbers the pages', async () => {
    const long = {
      ...document,
      tables: document.tables.map((table) => ({ ...table, rows: Array.from({ length: 8 }, () => table.rows).flat() })),
    };
    const pages = pdfPages(await reportPdf({ ...print, document: long }));
    pages.forEach((page, index) => expect(page).toContain(`Page ${String(index + 1)} of ${String(pages.length)}`));
    const heads = pages.filter((page) => page.includes('From Still open Conversations'));
    expect(heads.length).toBeGreaterThan(3);
  });

  it('is drawn of nothing, too', async () => {
    const empty = { ...document, figures: [], tables: document.tables.map((table) => ({ ...table, rows: [] })) };
    expect((await reportPdf({ ...print, document: empty })).subarray(0, 5).toString()).toBe('%PDF-');
  });
});

describe('the renderer', () => {
  it('draws the same in its thread, several at once, and survives one that cannot be drawn', async () => {
    const renderer = new PdfRenderer();
    const broken = { ...print, document: { ...document, head: { ...document.head, asOf: 'never' } } };
    const [first, second, failed] = await Promise.allSettled([renderer.render(print), renderer.render(print), renderer.render(broken)]);
    const here = await reportPdf(print);
    for (const done of [first, second]) expect(done.status === 'fulfilled' && done.value.equals(here)).toBe(true);
    expect(failed.status).toBe('rejected');
    expect((await renderer.render(print)).equals(here)).toBe(true);
    await renderer.onApplicationShutdown();
  }, 60_000);
});
