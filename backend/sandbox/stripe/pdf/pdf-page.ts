/** A4 in points. */
const WIDTH = 595;
const HEIGHT = 842;

/** Widths of the characters amounts are made of, in thousandths of the type size (Helvetica's own metrics). */
const AMOUNT_WIDTHS: Readonly<Record<string, number>> = { '.': 278, ',': 278, '-': 333, ' ': 278, $: 556 };
const DIGIT_WIDTH = 556;

export interface TextStyle {
  size: number;
  isBold?: boolean;
  /** Red, green and blue, 0 to 1. */
  colour?: readonly [number, number, number];
}

/** One page of text and rules, written as PDF 1.4 with the fonts every reader has. */
export class PdfPage {
  readonly #operators: string[] = [];

  /** Text whose left edge is at x; y counts from the top. */
  text(value: string, x: number, y: number, style: TextStyle): void {
    const [red, green, blue] = style.colour ?? [0.043, 0.106, 0.231];
    const font = style.isBold === true ? 'F2' : 'F1';
    this.#operators.push(
      `BT /${font} ${style.size} Tf ${red} ${green} ${blue} rg ${x.toFixed(2)} ${HEIGHT - y} Td (${escapeText(value)}) Tj ET`,
    );
  }

  /** An amount whose right edge is at x. */
  amount(value: string, x: number, y: number, style: TextStyle): void {
    const units = [...value].reduce((sum, character) => sum + (AMOUNT_WIDTHS[character] ?? DIGIT_WIDTH), 0);
    this.text(value, x - (units * style.size) / 1000, y, style);
  }

  /** A thin horizontal line. */
  rule(y: number): void {
    this.#operators.push(`0.81 0.85 0.9 RG 0.75 w 50 ${HEIGHT - y} m ${WIDTH - 50} ${HEIGHT - y} l S`);
  }

  /** The finished file. */
  toBuffer(title: string): Buffer {
    const content = this.#operators.join('\n');
    const fonts = '/Font << /F1 5 0 R /F2 6 0 R >>';
    return assemble([
      '<< /Type /Catalog /Pages 2 0 R /Lang (en) >>',
      '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${WIDTH} ${HEIGHT}] /Resources << ${fonts} >> /Contents 4 0 R >>`,
      `<< /Length ${Buffer.byteLength(content, 'latin1')} >>\nstream\n${content}\nendstream`,
      '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
      '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>',
      `<< /Title (${escapeText(title)}) /Producer (OrbisVoice Stripe sandbox) >>`,
    ]);
  }
}

/** Numbers the objects and writes the table that says where each begins. */
function assemble(objects: readonly string[]): Buffer {
  let file = '%PDF-1.4\n%\xe2\xe3\xcf\xd3\n';
  const offsets = objects.map((object, index) => {
    const offset = Buffer.byteLength(file, 'latin1');
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(offset).padStart(10, '0')} 00000 n \n`;
  });
  const start = Buffer.byteLength(file, 'latin1');
  const size = objects.length + 1;
  file += `xref\n0 ${size}\n0000000000 65535 f \n${offsets.join('')}`;
  file += `trailer\n<< /Size ${size} /Root 1 0 R /Info ${objects.length} 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(file, 'latin1');
}

/** The built-in fonts know Latin-1 only; what they cannot show becomes a question mark rather than a broken file. */
function escapeText(value: string): string {
  return value.replace(/[^\x20-\x7e\xa0-\xff]/gu, '?').replace(/[\\()]/g, (character) => `\\${character}`);
}
