import { parentPort } from 'node:worker_threads';
import { reportPdf, type ReportPrint } from './report-pdf.js';

/** Asked for by the renderer, and its answer. */
export interface PdfJob {
  readonly id: number;
  readonly print: ReportPrint;
}

export type PdfAnswer = { readonly id: number; readonly pdf: Uint8Array } | { readonly id: number; readonly error: string };

const port = parentPort;

async function answer({ id, print }: PdfJob): Promise<PdfAnswer> {
  try {
    return { id, pdf: await reportPdf(print) };
  } catch (error) {
    return { id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

port?.on('message', (job: PdfJob) => {
  void answer(job).then((done) => port.postMessage(done));
});
