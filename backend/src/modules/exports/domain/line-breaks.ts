const LF = 0x0a;
const CR = 0x0d;
const QUOTE = 0x22;

/**
 * Counts the lines of a text that comes in pieces and, for CSV, ends each with CR LF as RFC 4180 wants it: PostgreSQL ends them with LF. A
 * break inside quotes belongs to a value and stays as it is.
 */
export class LineBreaks {
  private isQuoted = false;
  private breaks = new Uint32Array(1_024);
  lines = 0;

  constructor(private readonly isCsv: boolean) {}

  /** The next piece as it goes on. */
  convert(piece: Buffer): Buffer {
    const found = this.scan(piece);
    this.lines += found;
    return this.isCsv && found > 0 ? this.withReturns(piece, found) : piece;
  }

  private scan(piece: Buffer): number {
    const { isCsv } = this;
    let { isQuoted, breaks } = this;
    let found = 0;
    for (let at = 0; at < piece.length; at++) {
      const byte = piece[at];
      if (byte === QUOTE && isCsv) isQuoted = !isQuoted;
      else if (byte === LF && !isQuoted) {
        if (found === breaks.length) breaks = this.grow();
        breaks[found++] = at;
      }
    }
    this.isQuoted = isQuoted;
    return found;
  }

  private grow(): Uint32Array<ArrayBuffer> {
    const larger = new Uint32Array(this.breaks.length * 2);
    larger.set(this.breaks);
    this.breaks = larger;
    return larger;
  }

  private withReturns(piece: Buffer, found: number): Buffer {
    const out = Buffer.allocUnsafe(piece.length + found);
    let from = 0;
    let to = 0;
    for (let index = 0; index < found; index++) {
      const at = this.breaks[index] ?? 0;
      to += piece.copy(out, to, from, at);
      out[to++] = CR;
      out[to++] = LF;
      from = at + 1;
    }
    piece.copy(out, to, from);
    return out;
  }
}
