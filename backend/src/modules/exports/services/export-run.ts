import { Readable, Transform, type TransformCallback } from 'node:stream';
import { BYTE_ORDER_MARK } from '@orbisvoice/shared-dto/values';
import type { FailureOrigin } from '../domain/failure.js';
import type { RunKey, RunProgress } from '../persistence/export-row.js';

const MARK = Buffer.from(BYTE_ORDER_MARK, 'utf8');
const BUFFER_BYTES = 262_144;

/** Why a run stops before its end: the row is no longer its own, or the worker stops. */
export type StopReason = 'lost' | 'shutdown';

/** What one run knows of itself while it is under way. */
export class ExportRun {
  private readonly stopping = new AbortController();
  private culprit: FailureOrigin | null = null;
  private reason: StopReason | null = null;
  private rows = 0;
  private rowsExpected: number | null = null;
  private bytes = 0;

  constructor(readonly key: RunKey) {}

  get signal(): AbortSignal {
    return this.stopping.signal;
  }

  get stopped(): StopReason | null {
    return this.reason;
  }

  get progress(): RunProgress {
    return { rows: this.rows, rowsExpected: this.rowsExpected, bytes: this.bytes };
  }

  /** Who gave up first; what the other one says then is only that the first is gone. */
  get blamed(): FailureOrigin | null {
    return this.culprit;
  }

  blame(origin: FailureOrigin): void {
    this.culprit ??= origin;
  }

  stop(reason: StopReason): void {
    this.reason ??= reason;
    this.stopping.abort();
  }

  note({ rows, rowsExpected }: { readonly rows?: number; readonly rowsExpected?: number }): void {
    if (rows !== undefined) this.rows = rows;
    if (rowsExpected !== undefined) this.rowsExpected = rowsExpected;
  }

  /** What the rows are written into: it counts the bytes, and holds the writer back while the storage is slower. */
  entrance({ hasByteOrderMark }: { readonly hasByteOrderMark: boolean }): Transform {
    const entrance = new Transform({
      highWaterMark: BUFFER_BYTES,
      transform: (piece: Buffer, _encoding, done: TransformCallback) => {
        this.bytes += piece.length;
        done(null, piece);
      },
    });
    // whoever writes and whoever reads are told by their own ends; an error nobody hears ends the process
    entrance.on('error', () => undefined);
    if (hasByteOrderMark) entrance.write(MARK);
    return entrance;
  }

  /** What the storage reads. It tells a source that broke off from a storage that stopped reading. */
  exit(entrance: Transform): Readable {
    return Readable.from(this.pieces(entrance), { objectMode: false, highWaterMark: BUFFER_BYTES });
  }

  private async *pieces(entrance: Transform): AsyncGenerator<Buffer> {
    // what breaks while a piece is with the storage is thrown in by the storage; anything else comes out of the entrance
    let turn: FailureOrigin | null = 'source';
    try {
      for await (const piece of entrance as AsyncIterable<Buffer>) {
        turn = 'storage';
        yield piece;
        turn = 'source';
      }
      turn = null;
    } finally {
      if (turn) this.blame(turn);
    }
  }
}
