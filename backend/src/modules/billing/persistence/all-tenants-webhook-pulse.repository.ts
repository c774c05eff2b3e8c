import { Injectable } from '@nestjs/common';
import { PlatformDatabase } from '../../../platform/database/platform-database.js';

/** What the inbox and the mirror say about the webhooks. */
export interface PulseRow {
  readonly lastEventAt: Date | null;
  /** Since when there has been something to hear of: the oldest of the subscriptions that run. */
  readonly liveSince: Date | null;
  readonly backlog: number;
  readonly dead: number;
}

/** `silence`: nothing arrived for too long; its subject is the last event that did. `version`: the endpoint speaks another version. */
export type AlarmKind = 'silence' | 'version';

const LAST = 'select received_at from stripe_events where not is_fetched order by received_at desc limit 1';

const PULSE = `
select (${LAST}) as "lastEventAt",
  (select min(created_at) from subscriptions where status in ('trialing','active','past_due','unpaid','paused')) as "liveSince",
  (select count(*)::int from stripe_events where status in ('received','processing','failed')) as backlog,
  (select count(*)::int from stripe_events where status = 'dead') as dead`;

/** Whether webhooks arrive, and what was already cried about. */
@Injectable()
export class AllTenantsWebhookPulseRepository {
  constructor(private readonly database: PlatformDatabase) {}

  async read(): Promise<PulseRow> {
    const [row] = await this.database.query<PulseRow>({ name: 'stripe_events.pulse', text: PULSE });
    if (!row) throw new Error('the pulse has no row');
    return row;
  }

  /** When the last event arrived: one row of an index, cheap enough for every probe. */
  async lastEventAt(): Promise<Date | null> {
    const [row] = await this.database.query<{ received_at: Date }>({ name: 'stripe_events.last', text: LAST });
    return row?.received_at ?? null;
  }

  /** Raises an alarm. False when it was raised before: one per subject, however many processes watch. */
  async raise(kind: AlarmKind, subject: string, at: Date): Promise<boolean> {
    const rows = await this.database.query({
      text: 'insert into stripe_alarms (kind, subject, raised_at) values ($1, $2, $3) on conflict do nothing returning kind',
      values: [kind, subject, at],
    });
    return rows.length > 0;
  }

  /** Takes the alarms of a kind back. @returns how many there were */
  async clear(kind: AlarmKind): Promise<number> {
    const rows = await this.database.query({ text: 'delete from stripe_alarms where kind = $1 returning kind', values: [kind] });
    return rows.length;
  }
}
