import { METRICS } from '@orbisvoice/shared-dto/values';
import type { ReportFigure } from '../../analytics/index.js';
import { figureText } from '../domain/cell-text.js';
import { changeText, isBetter } from '../domain/figure-change.js';
import { INK } from './palette.js';
import { MARGIN, type Sheet, type TextStyle } from './sheet.js';
import type { ReportWords } from './report-words.js';

const BAND = 208;
const TILE = { height: 84, gap: 12, across: 3 } as const;
const WHITE_TITLE: TextStyle = { face: 'display', size: 30, color: INK.white, leading: 1.15 };
const WHITE: TextStyle = { face: 'text', size: 11.5, color: '#C9D8EC' };
const NAME: TextStyle = { face: 'display', size: 13, color: INK.white };
const FACT: TextStyle = { face: 'text', size: 9, color: INK.muted };
const FACT_VALUE: TextStyle = { face: 'strong', size: 9 };
const TILE_LABEL: TextStyle = { face: 'text', size: 8.6, color: INK.muted };
const TILE_VALUE: TextStyle = { face: 'display', size: 21, color: INK.orbit };
const TILE_CHANGE: TextStyle = { face: 'strong', size: 8.4 };

/** The mark of shared-ui's `ov-logo`: an orbit with its body, and a waveform inside. */
function mark({ doc }: Sheet, { x, y, size }: { readonly x: number; readonly y: number; readonly size: number }): void {
  doc
    .save()
    .translate(x, y)
    .scale(size / 32)
    .lineCap('round');
  doc.path('M25.2 8.1A12 12 0 1 0 28 16').lineWidth(2).strokeColor(INK.white).stroke();
  doc.path('M9 14.5v3M12.5 12v8M16 9.5v13M19.5 12.5v7M23 14.5v3').lineWidth(2).strokeColor(INK.cyan).stroke();
  doc.circle(26.3, 9.4, 2.6).fill(INK.cyan);
  doc.restore();
}

/** A quiet wave along the foot of the band, the same on every cover. */
function wave({ doc }: Sheet): void {
  const step = 7;
  for (let index = 0; index * step < doc.page.width; index++) {
    const height = 6 + 15 * Math.abs(Math.sin(index * 0.37) * Math.cos(index * 0.11));
    const x = index * step + 3;
    doc.moveTo(x, BAND - 26 - height / 2).lineTo(x, BAND - 26 + height / 2);
  }
  doc.lineWidth(1.6).lineCap('round').strokeColor('#1D3A66').stroke();
}

function band(sheet: Sheet, { title, company, period }: ReportWords): void {
  sheet.artifact(() => {
    sheet.doc.rect(0, 0, sheet.doc.page.width, BAND).fill(INK.orbit);
    wave(sheet);
    mark(sheet, { x: MARGIN, y: 34, size: 34 });
    sheet.line('OrbisVoice', { x: MARGIN + 42, y: 43, width: 200 }, NAME);
  });
  sheet.tag('H1', () => sheet.write(title, { x: MARGIN, y: 88, width: sheet.width }, WHITE_TITLE));
  sheet.tag('P', () => sheet.line(`${company} · ${period}`, { x: MARGIN, y: 128, width: sheet.width }, WHITE));
}

/** The period, the zone, the moment: what a number is worth nothing without. */
function facts(sheet: Sheet, words: ReportWords): void {
  sheet.y = BAND + 22;
  const half = sheet.width * 0.55;
  words.facts.forEach(({ label, value }, index) => {
    const x = MARGIN + (index % 2) * half;
    sheet.tag('P', () => {
      sheet.line(`${label} `, { x, y: sheet.y, width: 92 }, FACT);
      sheet.line(value, { x: x + 92, y: sheet.y, width: half - 100 }, FACT_VALUE);
    });
    if (index % 2 === 1) sheet.y += 17;
  });
  sheet.y += words.facts.length % 2 === 1 ? 35 : 18;
}

function tile(
  sheet: Sheet,
  figure: ReportFigure,
  { x, y, width }: { readonly x: number; readonly y: number; readonly width: number },
): void {
  const { label } = METRICS[figure.key];
  sheet.artifact(() => {
    sheet.doc.roundedRect(x, y, width, TILE.height, 6).fill(INK.soft);
    sheet.doc.rect(x, y + 14, 2.5, TILE.height - 28).fill(INK.cyan);
  });
  const better = isBetter(figure);
  const color = better === null ? INK.muted : better ? INK.good : INK.bad;
  const inside = { x: x + 14, width: width - 22 };
  sheet.tag('P', () => {
    sheet.line(label, { ...inside, y: y + 12 }, TILE_LABEL);
    sheet.line(figureText(figure.key, figure.value), { ...inside, y: y + 27 }, TILE_VALUE);
    sheet.line(tileChange(figure), { ...inside, y: y + 61 }, { ...TILE_CHANGE, color });
  });
}

const tileChange = (figure: ReportFigure): string =>
  figure.previous === null ? changeText(figure) : `${changeText(figure)} · ${figureText(figure.key, figure.previous)} before`;

/** The first page: whose report, of what, and the figures that matter most with how they changed. */
export function cover(sheet: Sheet, words: ReportWords): void {
  sheet.addPage();
  band(sheet, words);
  facts(sheet, words);
  const width = (sheet.width - TILE.gap * (TILE.across - 1)) / TILE.across;
  words.headline.forEach((figure, index) => {
    const [column, row] = [index % TILE.across, Math.floor(index / TILE.across)];
    tile(sheet, figure, { x: MARGIN + column * (width + TILE.gap), y: sheet.y + row * (TILE.height + TILE.gap), width });
  });
  sheet.y += Math.ceil(words.headline.length / TILE.across) * (TILE.height + TILE.gap) + 14;
}
