import { Injectable } from '@nestjs/common';
import type { AdminEmailSummary } from '@orbisvoice/shared-dto';
import type { EmailTransportName } from '@orbisvoice/shared-dto/values';
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
  select distinct on (name) name, count(*) over (partition by name)::int as troubles, at, detail
    from (select coalesce(e.provider, m.transport, $2::text) as name, e.at, e.detail, e.id
            from email_events e join email_messages m on m.tenant_id = e.tenant_id and m.id = e.message_id
           where e.at >= $1 and e.kind in ('deferred', 'failed')) n
   order by name, at desc, id desc)
select name, coalesce(a.accepted, 0) as accepted, a.at as "lastAcceptedAt", coalesce(t.troubles, 0) as troubles, t.at as "lastTroubleAt",
       t.detail as "lastTrouble"
  from (select $2::text as name) c full join accepted a using (name) full join trouble t using (name) order by name`;

/** How the mail is doing, over all tenants. */
@Injectable()
export class AllTenantsEmailFiguresRepository {
  constructor(private readonly database: PlatformDatabase) {}

  async figures(span: { since: Date; now: Date }): Promise<EmailFigures> {
    const [row] = await this.database.query<EmailFigures>({ text: FIGURES, values: [span.since, span.now] });
    if (!row) throw new Error('aggregates without a row');
    return row;
  }

  /** The one mails go to now, and whichever took any. Trouble that names nobody is the present one's. */
  transports(since: Date, present: EmailTransportName): Promise<TransportRow[]> {
    return this.database.query<TransportRow>({ text: TRANSPORTS, values: [since, present] });
  }
}
