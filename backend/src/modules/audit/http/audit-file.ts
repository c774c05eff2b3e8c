import { Readable } from 'node:stream';
import { StreamableFile } from '@nestjs/common';

const TYPES = { csv: 'text/csv; charset=utf-8', jsonl: 'application/jsonl' } as const;

/** A file that is written while it is sent. */
export const auditFile = (name: 'audit' | 'audit-heads', format: keyof typeof TYPES, lines: AsyncGenerator<string>): StreamableFile =>
  new StreamableFile(Readable.from(lines, { objectMode: false }), {
    type: TYPES[format],
    disposition: `attachment; filename="orbisvoice-${name}.${format}"`,
  });
