import { type Random } from './random.js';
import { type RowWriter } from './writer.js';

/** Of a hundred conversations, how many are with somebody who was there before, and how many say nothing of who it was. */
const RETURNING = 0.24;
const NAMELESS = 0.04;

/** Lets some visitors come back, from where they were and with what they had: a stream of its own, so that nothing else of the demo changes. */
export function addReturns(writer: RowWriter, random: Random): void {
  const known = new Map<unknown, Record<string, unknown>[]>();
  const rows = writer.take('conversations').sort((a, b) => Number(a['started_at']) - Number(b['started_at']));
  for (const row of rows) {
    const before = known.get(row['tenant_id']) ?? [];
    known.set(row['tenant_id'], before);
    if (random.isHit(NAMELESS)) row['visitor_id'] = null;
    else if (before.length > 0 && random.isHit(RETURNING)) {
      const { visitor_id, country, device, browser } = random.pick(before);
      Object.assign(row, { visitor_id, country, device, browser });
    }
    if (row['visitor_id'] !== null) before.push(row);
  }
  writer.add('conversations', ...rows);
}
