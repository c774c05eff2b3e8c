import { Injectable } from '@nestjs/common';
import type { QueueName, WaitingRoom } from '@orbisvoice/shared-dto/values';
import { PlatformDatabase } from '../../../platform/database/platform-database.js';

export interface QueueHourRow {
  readonly queue: QueueName;
  readonly at: Date;
  readonly done: number;
  readonly retried: number;
  readonly failed: number;
}

export interface PauseRow {
  readonly queue: QueueName;
  readonly at: Date;
  readonly byName: string | null;
  readonly reason: string;
}

export interface RoomRow {
  readonly name: WaitingRoom;
  readonly waiting: number;
  readonly oldestSeconds: number | null;
  readonly dead: number;
}

export interface WorkerRow {
  readonly id: string;
  readonly host: string;
  readonly pid: number;
  readonly startedAt: Date;
  readonly seenAt: Date;
}

/** Every hour is there, also those in which nothing ran. */
const HOURS = `
  select q.queue, h.at, coalesce(sum(m.done), 0)::int as done, coalesce(sum(m.retried), 0)::int as retried,
         coalesce(sum(m.failed), 0)::int as failed
    from unnest($1::text[]) q (queue)
   cross join generate_series(date_trunc('hour', $2::timestamptz, 'UTC') - interval '23 hours', $2::timestamptz, interval '1 hour') h (at)
    left join queue_minutes m on m.queue = q.queue and m.minute >= h.at and m.minute < h.at + interval '1 hour'
   group by q.queue, h.at order by q.queue, h.at`;

const PACE = `
  select queue, sum(done)::int as done from queue_minutes
   where minute >= date_trunc('minute', $1::timestamptz) - interval '15 minutes' and minute < date_trunc('minute', $1::timestamptz)
   group by queue`;

const PAUSES = `
  select p.queue, p.paused_at as at, u.name as "byName", p.reason from queue_pauses p left join users u on u.id = p.paused_by`;

const AGE = (instant: string): string =>
  `case when count(*) > 0 then greatest(0, extract(epoch from $1::timestamptz - min(${instant})))::int end as "oldestSeconds"`;
/** Each by an index of what waits, so that a large history costs nothing. A mail is late only once it is due, and a message to an endpoint only while it is on. */
const ROOMS = `
  select 'outbox' as name, count(*)::int as waiting, ${AGE('created_at')}, 0 as dead from outbox_events where dispatched_at is null
  union all
  select 'emails', count(*)::int, ${AGE('next_attempt_at')},
         (select count(*)::int from email_messages where status = 'failed' and created_at > $1::timestamptz - interval '14 days')
    from email_messages where status in ('queued', 'sending') and next_attempt_at <= $1
  union all
  select 'stripe_events', count(*)::int, ${AGE('received_at')}, (select count(*)::int from stripe_events where status = 'dead')
    from stripe_events where status in ('received', 'processing', 'failed')
  union all
  select 'webhooks', count(*)::int, ${AGE('d.next_try_at')},
         (select count(*)::int from webhook_deliveries where status = 'failed' and created_at > $1::timestamptz - interval '14 days' and not is_test)
    from webhook_deliveries d
    join webhook_endpoints w on w.id = d.endpoint_id and (w.is_enabled or d.is_test)
    join tenants t on t.id = w.tenant_id and t.status = 'active'
   where d.status = 'pending' and d.next_try_at <= $1`;

const WORKERS = `
  select id, host, pid, started_at as "startedAt", seen_at as "seenAt" from system_processes
   where kind = 'worker' and stopped_at is null and seen_at > $1 order by started_at, id`;

/** What the database knows of the queues: what ran, what waits outside them, who works. */
@Injectable()
export class AllTenantsQueueFiguresRepository {
  constructor(private readonly database: PlatformDatabase) {}

  hours(queues: readonly QueueName[], now: Date): Promise<QueueHourRow[]> {
    return this.database.query<QueueHourRow>({ name: 'queues.hours', text: HOURS, values: [queues, now] });
  }

  /** Jobs done in the last 15 whole minutes. */
  async pace(now: Date): Promise<ReadonlyMap<string, number>> {
    const rows = await this.database.query<{ queue: string; done: number }>({ name: 'queues.pace', text: PACE, values: [now] });
    return new Map(rows.map(({ queue, done }) => [queue, done]));
  }

  rooms(now: Date): Promise<RoomRow[]> {
    return this.database.query<RoomRow>({ name: 'queues.rooms', text: ROOMS, values: [now] });
  }

  workers(seenAfter: Date): Promise<WorkerRow[]> {
    return this.database.query<WorkerRow>({ name: 'queues.workers', text: WORKERS, values: [seenAfter] });
  }

  async pauses(): Promise<ReadonlyMap<QueueName, PauseRow>> {
    const rows = await this.database.query<PauseRow>({ name: 'queues.pauses', text: PAUSES });
    return new Map(rows.map((row) => [row.queue, row]));
  }

  /** Who paused a queue and why; the first one stays when two do. */
  async notePause(
    queue: QueueName,
    { at, by, reason }: { readonly at: Date; readonly by: string; readonly reason: string },
  ): Promise<void> {
    await this.database.query({
      text: `insert into queue_pauses (queue, paused_at, paused_by, reason) values ($1, $2, $3, $4) on conflict (queue) do nothing`,
      values: [queue, at, by, reason],
    });
  }

  async forgetPause(queue: QueueName): Promise<void> {
    await this.database.query({ text: 'delete from queue_pauses where queue = $1', values: [queue] });
  }
}
