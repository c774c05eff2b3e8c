import { fileNameOf } from '../../src/modules/exports/domain/file-name.js';
import { nextRunAfter } from '../../src/modules/reports/domain/report-calendar.js';
import { auditRow } from './audit-rows.js';
import type { Random } from './random.js';
import type { Story } from './stories.js';
import type { RowWriter } from './writer.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

interface TakeOutFrame {
  readonly random: Random;
  readonly now: Date;
  readonly ownerId: string;
}

interface Asked {
  readonly dataset: 'conversations' | 'transcript_turns';
  readonly at: Date;
  readonly state: Record<string, unknown>;
}

/**
 * What the show window takes with it: an export that the worker makes as soon as there is one, one that failed and can be asked for again, and
 * a report by mail on Mondays. The file is nobody's forgery: it is written by the product, with what the database holds.
 */
export function addTakeOut(writer: RowWriter, story: Story, frame: TakeOutFrame): void {
  const { now, random } = frame;
  const { tenantId } = story;
  const failedAt = new Date(now.getTime() - 3 * DAY);
  const endedAt = new Date(failedAt.getTime() + 12 * MINUTE);
  addExport(writer, story, frame, { dataset: 'conversations', at: new Date(now.getTime() - 2 * MINUTE), state: { status: 'queued' } });
  const state = { status: 'failed', failure: 'timed_out', attempts: 3, finished_at: endedAt };
  const failed = addExport(writer, story, frame, { dataset: 'transcript_turns', at: failedAt, state });
  const changes = { failure: { before: null, after: 'timed_out' } };
  writer.add('audit_entries', auditRow({ tenantId }, endedAt, random, { action: 'export.failed', target: ['export', failed], changes }));
  addSchedule(writer, story, frame);
}

function addExport(writer: RowWriter, story: Story, { random, ownerId }: TakeOutFrame, { dataset, at, state }: Asked): string {
  const id = random.id(at);
  const { tenantId, ownerName, timeZone } = story;
  const filters = { timeZone };
  writer.add('exports', {
    ...{ id, tenant_id: tenantId, dataset, format: 'csv', filters, has_byte_order_mark: false, requested_by: ownerId },
    ...{ file_name: fileNameOf({ dataset, format: 'csv', at }), created_at: at, queued_at: at },
    ...{ row_count: 0, byte_count: 0, generation: 1, attempts: 0 },
    ...state,
  });
  const asked = { dataset, format: 'csv', ...filters };
  const changes = Object.fromEntries(Object.entries(asked).map(([field, after]) => [field, { before: null, after }]));
  const entry = { action: 'export.created', target: ['export', id], actor: [ownerId, ownerName], changes } as const;
  writer.add('audit_entries', auditRow({ tenantId }, at, random, entry));
  return id;
}

function addSchedule(
  writer: RowWriter,
  { tenantId, ownerEmail, ownerName, timeZone }: Story,
  { random, now, ownerId }: TakeOutFrame,
): void {
  const at = new Date(now.getTime() - 2 * HOUR);
  const id = random.id(at);
  const timing = { frequency: 'weekly', timeZone, hour: 8 } as const;
  const name = 'Monday figures';
  writer.add('report_schedules', {
    ...{ id, tenant_id: tenantId, name, frequency: timing.frequency, time_zone: timeZone, hour: timing.hour, is_active: true },
    ...{ next_run_at: nextRunAfter(now, timing), created_by: ownerId, created_at: at, updated_at: at },
  });
  writer.add('report_recipients', { schedule_id: id, tenant_id: tenantId, email: ownerEmail, user_id: ownerId, place: 0, is_listed: true });
  const facts = { name, ...timing, isActive: true, recipients: [ownerEmail] };
  const changes = Object.fromEntries(Object.entries(facts).map(([field, after]) => [field, { before: null, after }]));
  const entry = { action: 'report.schedule_created', target: ['report_schedule', id], actor: [ownerId, ownerName], changes } as const;
  writer.add('audit_entries', auditRow({ tenantId }, at, random, entry));
}
