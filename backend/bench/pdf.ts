import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import PDFDocument from 'pdfkit';
import { reportOf } from '../src/modules/analytics/services/report-mapping.js';
import { runsOf } from '../src/modules/reports/pdf/fonts.js';
import { PdfRenderer } from '../src/modules/reports/pdf/pdf-renderer.js';
import { reportPdf, type ReportPrint } from '../src/modules/reports/pdf/report-pdf.js';
import { Sheet, type Place, type TextStyle } from '../src/modules/reports/pdf/sheet.js';
import { SAMPLE_ANSWERS } from './sample-report.js';
import { median } from './paired-rounds.js';

// A report beside bare pdfkit with the same texts, and what it costs whoever shares the process: see README.md for how to read what it prints.
const line = (text: string): void => void process.stdout.write(`${text}\n`);
const ROUNDS = Number(process.env['ROUNDS'] ?? 15);
const print: ReportPrint = { document: reportOf('Monthly report', SAMPLE_ANSWERS), company: 'Analytical Engines Ltd' };

interface Drawn {
  readonly text: string;
  readonly place: Place;
  readonly style: TextStyle;
  readonly page: number;
}

/** Everything a report writes, and where. */
async function recorded(): Promise<Drawn[]> {
  const drawn: Drawn[] = [];
  const original = Object.getOwnPropertyDescriptor(Sheet.prototype, 'line');
  const write = original?.value as Sheet['line'];
  Sheet.prototype.line = function (text, place, style) {
    drawn.push({ text, place, style, page: this.doc.bufferedPageRange().count });
    write.call(this, text, place, style);
  };
  await reportPdf(print);
  Sheet.prototype.line = write;
  return drawn;
}

/** The same texts in the same fonts by pdfkit alone: not tagged, not measured, not wrapped, nothing drawn. */
async function bare(drawn: readonly Drawn[]): Promise<number> {
  const doc = new PDFDocument({ autoFirstPage: false, font: '' });
  let bytes = 0;
  doc.on('data', (piece: Buffer) => (bytes += piece.length));
  const whole = new Promise((resolve) => doc.on('end', resolve));
  const opened = new Set<string>();
  let pages = 0;
  for (const { text, place, style, page } of drawn) {
    for (; pages < page; pages++) doc.addPage({ size: 'A4', margin: 0 });
    for (const { part, text: run } of runsOf(text, style.face)) {
      if (!opened.has(part.name)) doc.registerFont(part.name, part.read());
      opened.add(part.name);
      doc
        .font(part.name)
        .fontSize(style.size)
        .fillColor(style.color ?? '#16233B')
        .text(run, place.x, place.y, { lineBreak: false });
    }
  }
  doc.end();
  await whole;
  return bytes;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

/** The 99th percentile of how late the event loop is, in milliseconds, while something goes on. */
async function lateness(during: () => Promise<unknown>): Promise<number> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  await during();
  delay.disable();
  return delay.percentile(99) / 1e6;
}

/** What any thread costs that makes objects and drops them: collectors of all threads share what cores there are. */
async function besideGarbage(): Promise<number> {
  const thread = new Worker('let all = []; for (;;) { all.push({ at: Math.random() }); if (all.length > 1e5) all = []; }', { eval: true });
  await sleep(200);
  const late = await lateness(() => sleep(1_500));
  await thread.terminate();
  return late;
}

const drawn = await recorded();
const renderer = new PdfRenderer();
await Promise.all([bare(drawn), renderer.render(print)]);
const rounds = { bare: [] as number[], report: [] as number[] };
for (let round = 0; round < ROUNDS; round++) {
  const order = round % 2 === 0 ? (['bare', 'report'] as const) : (['report', 'bare'] as const);
  for (const name of order) rounds[name].push(await timed(() => (name === 'bare' ? bare(drawn) : reportPdf(print))));
}
const [bareMs, reportMs] = [median(rounds.bare), median(rounds.report)];
const ratios = rounds.bare.map((ms, index) => ms / (rounds.report[index] ?? ms));
const quiet = await lateness(() => sleep(1_500));
const threaded = await lateness(async () => {
  for (let index = 0; index < 8; index++) await renderer.render(print);
});
const garbage = await besideGarbage();
const inline = await lateness(async () => {
  for (let index = 0; index < 8; index++) {
    await reportPdf(print);
    await sleep(5);
  }
});
await renderer.onApplicationShutdown();

line(`${String(drawn.length)} texts, ${String((await reportPdf(print)).length)} bytes`);
line(`bare pdfkit        ${bareMs.toFixed(1)} ms`);
line(`report             ${reportMs.toFixed(1)} ms`);
line(`ratio              ${median(ratios).toFixed(2)}   (target ≥ 0.6; tagged, measured, wrapped, with charts)`);
line(`event loop p99     ${quiet.toFixed(1)} ms idle, ${threaded.toFixed(1)} ms beside the thread, ${inline.toFixed(1)} ms without one`);
line(
  `beside the thread  ${(threaded / quiet).toFixed(2)} of idle   (moonshot ≤ 1.3); any thread that makes garbage ${(garbage / quiet).toFixed(2)}`,
);
