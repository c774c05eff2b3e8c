import { INK, SERIES } from './palette.js';
import { MARGIN, type Sheet, type TextStyle } from './sheet.js';

export interface ChartSeries {
  readonly label: string;
  readonly values: readonly (number | null)[];
}

export interface LineChart {
  readonly title: string;
  readonly labels: readonly string[];
  readonly series: readonly ChartSeries[];
  readonly text: (value: number) => string;
  /** Which table holds the same numbers. */
  readonly twin: string;
}

export interface BarChart {
  readonly title: string;
  readonly bars: readonly { readonly label: string; readonly value: number; readonly text: string }[];
  readonly twin: string;
}

const AXIS: TextStyle = { face: 'mono', size: 6.8, color: INK.muted };
const LABEL: TextStyle = { face: 'text', size: 8 };
const TITLE: TextStyle = { face: 'display', size: 12, color: INK.orbit };
const PLOT = { height: 132, left: 40 } as const;
const TICKS = 4;
const BAR = { height: 11, step: 19, label: 150, text: 60 } as const;

/** A round number a little above. */
export function ceilingOf(most: number): number {
  if (most <= TICKS) return TICKS;
  const power = 10 ** Math.floor(Math.log10(most / TICKS));
  const step =
    [1, 1.5, 2, 2.5, 3, 4, 5, 7.5, 10].map((factor) => factor * power).find((one) => one * TICKS >= most && Number.isInteger(one)) ??
    10 * power;
  return Math.ceil(step) * TICKS;
}

const known = (series: readonly ChartSeries[]): number[] => series.flatMap(({ values }) => values.filter((value) => value !== null));

/** What the picture shows, for those who do not see it. */
function altOf({ series, labels, text, twin, title }: LineChart): string {
  const parts = series.map(({ label, values }) => {
    const numbers = values.filter((value) => value !== null);
    return numbers.length === 0 ? `${label}: no data` : `${label} between ${text(Math.min(...numbers))} and ${text(Math.max(...numbers))}`;
  });
  return `Line chart, ${title}, ${labels[0] ?? ''} to ${labels.at(-1) ?? ''}. ${parts.join('; ')}. The same numbers stand in the table “${twin}”.`;
}

/** Lines over time, with a legend that tells them apart by dash and by colour. */
export function lineChart(sheet: Sheet, chart: LineChart): void {
  heading(sheet, chart.title);
  const top = sheet.y;
  const most = ceilingOf(Math.max(0, ...known(chart.series)));
  sheet.tag('Figure', () => plot(sheet, chart, { top: top + 18, most }), { alt: altOf(chart) });
  sheet.y = top + 18 + PLOT.height + 30;
}

function plot(sheet: Sheet, chart: LineChart, { top, most }: { readonly top: number; readonly most: number }): void {
  const { doc, width } = sheet;
  const [left, right, floor] = [MARGIN + PLOT.left, MARGIN + width, top + PLOT.height];
  legend(sheet, chart.series, top - 18);
  for (let tick = 0; tick <= TICKS; tick++) {
    const y = floor - (PLOT.height * tick) / TICKS;
    doc
      .moveTo(left, y)
      .lineTo(right, y)
      .lineWidth(tick === 0 ? 0.8 : 0.4)
      .strokeColor(INK.line)
      .stroke();
    sheet.line(chart.text((most * tick) / TICKS), { x: MARGIN, y: y - 4.5, width: PLOT.left - 6 }, { ...AXIS, align: 'right' });
  }
  const count = Math.max(1, chart.labels.length - 1);
  const at = (index: number): number => (chart.labels.length === 1 ? (left + right) / 2 : left + ((right - left) * index) / count);
  [...chart.series].reverse().forEach((series) => {
    strokeLine(sheet, { values: series.values, at, y: (value) => floor - (PLOT.height * value) / most }, chart.series.indexOf(series));
  });
  dayLabels(sheet, chart.labels, { at, y: floor + 4 });
}

interface Scale {
  readonly values: readonly (number | null)[];
  readonly at: (index: number) => number;
  readonly y: (value: number) => number;
}

const lookOf = (index: number) => SERIES[index % SERIES.length] ?? SERIES[0];

/** A gap in the numbers is a gap in the line; a number alone is a dot. */
function strokeLine({ doc }: Sheet, { values, at, y }: Scale, index: number): void {
  const { color, dash } = lookOf(index);
  doc
    .save()
    .lineWidth(index === 0 ? 1.6 : 1.2)
    .lineJoin('round')
    .lineCap('butt')
    .strokeColor(color)
    .fillColor(color);
  if (dash) doc.dash(dash[0] ?? 1, { space: dash[1] ?? 1 });
  let isOpen = false;
  values.forEach((value, point) => {
    if (value === null) isOpen = false;
    else if (isOpen) doc.lineTo(at(point), y(value));
    else {
      doc.moveTo(at(point), y(value));
      isOpen = true;
    }
  });
  doc.stroke();
  values.forEach((value, point) => {
    const isAlone = value !== null && (values[point - 1] ?? null) === null && (values[point + 1] ?? null) === null;
    if (isAlone) doc.circle(at(point), y(value), 2).fill();
  });
  doc.restore();
}

function legend(sheet: Sheet, series: readonly ChartSeries[], y: number): void {
  const { doc } = sheet;
  let x = MARGIN + PLOT.left;
  series.forEach(({ label }, index) => {
    const { color, dash } = lookOf(index);
    doc.save().lineWidth(1.6).strokeColor(color);
    if (dash) doc.dash(dash[0] ?? 1, { space: dash[1] ?? 1 });
    doc
      .moveTo(x, y + 5.5)
      .lineTo(x + 18, y + 5.5)
      .stroke()
      .restore();
    sheet.line(label, { x: x + 23, y, width: 200 }, LABEL);
    x += 23 + sheet.widthOf(label, LABEL) + 18;
  });
}

/** At most seven, evenly spread, the first and the last among them. */
function dayLabels(
  sheet: Sheet,
  labels: readonly string[],
  { at, y }: { readonly at: (index: number) => number; readonly y: number },
): void {
  const count = Math.min(7, labels.length);
  const shown = new Set(Array.from({ length: count }, (_, index) => Math.round((index * (labels.length - 1)) / Math.max(1, count - 1))));
  for (const index of shown) {
    const label = labels[index] ?? '';
    const half = sheet.widthOf(label, AXIS) / 2;
    const x = Math.min(at(index) - half, MARGIN + sheet.width - 2 * half);
    sheet.line(label, { x: Math.max(MARGIN, x), y, width: 2 * half }, AXIS);
  }
}

/** Bars from left to right, each with its number. */
export function barChart(sheet: Sheet, { title, bars, twin }: BarChart): void {
  heading(sheet, title);
  const top = sheet.y;
  const most = Math.max(1, ...bars.map(({ value }) => value));
  const room = sheet.width - BAR.label - BAR.text;
  const said = bars.map(({ label, text }) => `${label} ${text}`).join(', ');
  const draw = (): void =>
    bars.forEach(({ label, value, text }, index) => {
      const y = top + index * BAR.step;
      const [line = ''] = sheet.lines(label, BAR.label - 10, LABEL);
      sheet.line(line === label ? label : `${line}…`, { x: MARGIN, y, width: BAR.label }, LABEL);
      sheet.doc.rect(MARGIN + BAR.label, y, Math.max(0.75, (room * value) / most), BAR.height).fill(SERIES[0].color);
      sheet.line(
        text,
        { x: MARGIN + BAR.label + (room * value) / most + 6, y: y + 0.5, width: BAR.text },
        { ...LABEL, face: 'mono', size: 7.6 },
      );
    });
  sheet.tag('Figure', draw, { alt: `Bar chart, ${title}: ${said}. The same numbers stand in the table “${twin}”.` });
  sheet.y = top + bars.length * BAR.step + 18;
}

/** The height of a chart with so many bars, its title included. */
export const barChartHeight = (bars: number): number => 24 + bars * BAR.step + 18;
export const LINE_CHART_HEIGHT = 24 + 18 + PLOT.height + 30;

function heading(sheet: Sheet, title: string): void {
  sheet.tag('H2', () => sheet.line(title, { x: MARGIN, y: sheet.y, width: sheet.width }, TITLE));
  sheet.y += 24;
}
