import PDFDocument from 'pdfkit';
import { runsOf, type Face } from './fonts.js';
import { INK } from './palette.js';

/** How a text stands. */
export interface TextStyle {
  readonly face: Face;
  readonly size: number;
  readonly color?: string;
  readonly align?: 'left' | 'right' | 'center';
  /** Distance of lines, as a multiple of the size. */
  readonly leading?: number;
}

/** Where: `y` is the upper edge. */
export interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

export interface TagOptions {
  readonly alt?: string;
  readonly title?: string;
  readonly scope?: 'Column' | 'Row';
}

type Doc = PDFKit.PDFDocument;
type Element = PDFKit.PDFStructureElement;

export const MARGIN = 44;
const FOOT = 40;
const A4 = { width: 595.28, height: 841.89 } as const;
const ASCENT = 0.96;
const LEADING = 1.32;

/** A document under way: texts in our fonts, each piece tagged for those who hear it instead of seeing it. */
export class Sheet {
  /** The upper edge of what comes next. */
  y = MARGIN;
  private parent: Element;
  private readonly root: Element;
  private readonly widths = new Map<string, number>();
  private current = '';

  constructor(readonly doc: Doc) {
    this.root = doc.struct('Document');
    doc.addStructure(this.root);
    this.parent = this.root;
  }

  get width(): number {
    return this.doc.page.width - 2 * MARGIN;
  }

  get bottom(): number {
    return this.doc.page.height - MARGIN - FOOT;
  }

  addPage(layout: 'portrait' | 'landscape' = 'portrait'): void {
    this.doc.addPage({ size: [A4.width, A4.height], layout, margin: 0 });
    this.y = MARGIN;
  }

  /** Whether so much still fits on the page. */
  fits(height: number): boolean {
    return this.y + height <= this.bottom;
  }

  /** What is drawn inside belongs to one element; a page must not end in it. */
  tag(type: string, draw: () => void, options: TagOptions = {}): void {
    this.parent.add(this.doc.struct(type, options, draw));
  }

  /** An element with others inside. */
  within(type: string, draw: () => void, options: TagOptions = {}): void {
    const element = this.doc.struct(type, options);
    const outer = this.parent;
    outer.add(element);
    this.parent = element;
    draw();
    element.end();
    this.parent = outer;
  }

  /** Decoration, and what only repeats: not read out. */
  artifact(draw: () => void): void {
    this.doc.markContent('Artifact', { type: 'Layout' });
    draw();
    this.doc.endMarkedContent();
  }

  end(): void {
    this.root.end();
    this.doc.end();
  }

  widthOf(text: string, { face, size }: TextStyle): number {
    const key = `${face} ${text}`;
    let unit = this.widths.get(key);
    if (unit === undefined) {
      unit = 0;
      for (const run of runsOf(text, face)) unit += this.font(run.part.name, run.part.read, 100).widthOfString(run.text);
      this.widths.set(key, unit);
    }
    return (unit * size) / 100;
  }

  /** A text as the lines it takes: broken between words, inside one only where it is wider than the place. */
  lines(text: string, width: number, style: TextStyle): string[] {
    if (this.widthOf(text, style) <= width) return [text];
    const lines: string[] = [];
    let line = '';
    for (const word of text.split(' ').flatMap((one) => this.pieces(one, width, style))) {
      const longer = line === '' ? word : `${line} ${word}`;
      if (line !== '' && this.widthOf(longer, style) > width) {
        lines.push(line);
        line = word;
      } else line = longer;
    }
    return [...lines, line];
  }

  lineHeight({ size, leading = LEADING }: TextStyle): number {
    return size * leading;
  }

  /** Writes a text and answers how high it is. */
  write(text: string, { x, y, width }: Place, style: TextStyle): number {
    const lines = this.lines(text, width, style);
    lines.forEach((line, index) => this.line(line, { x, y: y + index * this.lineHeight(style), width }, style));
    return lines.length * this.lineHeight(style);
  }

  /** One line, as wide as it is. */
  line(text: string, { x, y, width }: Place, style: TextStyle): void {
    const { face, size, color = INK.text, align = 'left' } = style;
    const spare = align === 'left' ? 0 : width - this.widthOf(text, style);
    let at = x + (align === 'center' ? spare / 2 : spare);
    const runs = runsOf(text, face);
    for (const run of runs) {
      const doc = this.font(run.part.name, run.part.read, size);
      doc.fillColor(color).text(run.text, at, y + size * ASCENT, { lineBreak: false, baseline: 'alphabetic' });
      if (runs.length > 1) at += this.widthOf(run.text, style);
    }
  }

  private font(name: string, read: () => Buffer, size: number): Doc {
    if (!this.opened.has(name)) {
      this.opened.add(name);
      this.doc.registerFont(name, read());
    }
    if (this.current !== name) this.doc.font(name);
    this.current = name;
    return this.doc.fontSize(size);
  }

  private readonly opened = new Set<string>();

  private pieces(word: string, width: number, style: TextStyle): string[] {
    if (this.widthOf(word, style) <= width) return [word];
    const pieces: string[] = [''];
    for (const sign of word) {
      const longer = `${pieces.at(-1) ?? ''}${sign}`;
      if (pieces.at(-1) !== '' && this.widthOf(longer, style) > width) pieces.push(sign);
      else pieces[pieces.length - 1] = longer;
    }
    return pieces;
  }
}

/** A document whose bytes follow from what is written into it, and from nothing else. */
export function newSheet({ title, author, at }: { readonly title: string; readonly author: string; readonly at: Date }): Sheet {
  const doc = new PDFDocument({
    autoFirstPage: false,
    bufferPages: true,
    pdfVersion: '1.7',
    tagged: true,
    lang: 'en',
    displayTitle: true,
    font: '',
    info: { Title: title, Author: author, Creator: 'OrbisVoice', Producer: 'OrbisVoice', CreationDate: at, ModDate: at },
  });
  return new Sheet(doc);
}
