import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const SCRIPT = join(__dirname, 'pdf-pages.mjs');
const MAX_BYTES = 64 * 1024 * 1024;

/** The text of a PDF's pages as pdf.js reads it, in the order it was written, spaces evened out. */
export function pdfPages(pdf: Buffer): string[] {
  const printed = execFileSync(process.execPath, [SCRIPT], { input: pdf, encoding: 'utf8', maxBuffer: MAX_BYTES });
  return (JSON.parse(printed) as string[]).map((page) => page.replace(/\s+/g, ' ').trim());
}

/** The text of all its pages, one behind the other. */
export const pdfText = (pdf: Buffer): string => pdfPages(pdf).join(' ');
