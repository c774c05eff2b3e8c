import { Injectable } from '@nestjs/common';
import type { AdminEmailSummary } from '@orbisvoice/shared-dto';
import { PlatformDatabase } from '../../../platform/database/platform-database.js';

type Transport = AdminEmailSummary['transports'][number];
export type TransportRow = Omit<Transport, 'lastAcceptedAt' | 'lastTroubleAt'> & {
  readonly lastAcceptedAt: Date | null;
  readonly lastTroubleAt: Date | null;
};
export type EmailFigures = Pick<AdminEmailSummary, 'sent' | 'failed' | 'suppressed' | 'bounced' | 'complained' | 'waiting' | 'deferred'> & {
  readonly oldestDueAt: Date | null;
};

const FIGURES = `
select r.*, w.*, e.* from
  (select count(*) filter (where status = 'sent')::int as sent, count(*) filter (where status = 'failed')::int as failed,
          count(*) filter (where status = 'suppressed')::int as suppressed
     from email_messages where created_at >= $1) r,
  (select count(*) filter (where attempts = 0)::int as waiting, count(*) filter (where attempts > 0)::int as deferred,
          min(next_attempt_at) filter (where next_attempt_at <= $2) as "oldestDueAt"
     from email_messages where status in ('queued', 'sending')) w,
  (select count(*) filter (where kind in ('bounced', 'soft_bounced'))::int as bounced, count(*) filter (where kind = 'complained')::int as complained
     from email_events where at >= $1) e`;

const TRANSPORTS = `
with accepted as (
  select transport as name, count(*)::int as accepted, max(sent_at) as at
    from email_messages where created_at >= $1 and status = 'sent' and transport is not null group by transport),
trouble as (
  select distinct on (provider) provider as name, count(*) over (partition by provider)::int as troubles, at, detail
    from email_events where at >= $1 and kind in ('deferred', 'failed') and provider is not null order by provider, at desc, id desc)
select name, coalesce(a.accepted, 0) as accepted, a.at as "lastAcceptedAt", coalesce(t.troubles, 0) as troubles, t.at as "lastTroubleAt",
       t.detail as "lastTrouble"
  from accepted a full join trouble t using (name) order by name`;

/** How the mail is doing, over all tenants. */
@Injectable()
export class AllTenantsEmailFiguresRepository {
  constructor(private readonly database: PlatformDatabase) {}

  async figures(span: { since: Date; now: Date }): Promise<EmailFigures> {
    const [row] = await this.database.query<EmailFigures>({ text: FIGURES, values: [span.since, span.now] });
    if (!row) throw new Error('aggregates without a row');
    return row;
  }

  transports(since: Date): Promise<TransportRow[]> {
    return this.database.query<TransportRow>({ text: TRANSPORTS, values: [since] });
  }
}
