import { Injectable } from '@nestjs/common';
import type { Device } from '@orbisvoice/shared-dto/values';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import type { VisitNews } from '../domain/visit-news.js';

/** What is new of the visits of one visitor with one agent. */
export interface VisitReport {
  readonly agentId: string;
  readonly visitor: { readonly device: Device; readonly browser: string | null; readonly country: string | null };
  readonly now: Date;
  readonly news: readonly VisitNews[];
}

/** How long a visit's id is recognised: a page that repeats itself does it in minutes, and two partitions are looked at, not all. */
const KNOWN_DAYS = 31;
/** How far the clocks of two processes may be apart. */
const CLOCKS_MS = 3_600_000;

/**
 * One writer per visit. The key of a partitioned table must hold what it is partitioned by, so that no constraint keeps a visit from
 * beginning on both sides of a month's end: whoever holds the lock looks first, with a snapshot that is younger than the lock.
 */
const LOCK = `select pg_advisory_xact_lock(hashtextextended($1::uuid::text || v, 0)) from unnest($2::text[]) v`;

/**
 * Adds what is not known and fills what is empty; a repeat changes nothing. A visit belongs to the agent it began with. `$7` and `$8` are
 * where a known visit may have begun.
 */
const KEEP = `
  with news as (
    select * from unnest($2::text[], $3::text[], $4::timestamptz[], $5::timestamptz[], $6::timestamptz[], $13::timestamptz[])
      as n (visit_id, visitor_id, started_at, impression_at, opened_at, granted_at)),
  found as materialized (
    select n.*, k.started_at as began_at, k.agent_id as began_with
      from news n left join lateral (
        select v.started_at, v.agent_id from widget_visits v
         where v.tenant_id = $1 and v.visit_id = n.visit_id and v.started_at >= $7 and v.started_at <= $8
         order by v.started_at desc limit 1) k on true),
  added as (
    insert into widget_visits
      (tenant_id, visit_id, started_at, agent_id, visitor_id, impression_at, opened_at, granted_at, device, browser, country)
    select $1, visit_id, started_at, $9, visitor_id, impression_at, opened_at, granted_at, $10, $11, $12 from found where began_at is null)
  update widget_visits v set
      impression_at = coalesce(v.impression_at, f.impression_at), opened_at = coalesce(v.opened_at, f.opened_at),
      granted_at = coalesce(v.granted_at, f.granted_at), visitor_id = coalesce(v.visitor_id, f.visitor_id)
    from found f
   where v.tenant_id = $1 and v.visit_id = f.visit_id and v.started_at = f.began_at and v.started_at >= $7 and v.started_at <= $8
     and v.agent_id = $9
     and ((v.impression_at is null and f.impression_at is not null) or (v.opened_at is null and f.opened_at is not null)
       or (v.granted_at is null and f.granted_at is not null) or (v.visitor_id is null and f.visitor_id is not null))`;

const DAY_MS = 86_400_000;

/** Writes visits. */
@Injectable()
export class VisitRepository {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  keep(tenantId: TenantId, { agentId, visitor, now, news }: VisitReport): Promise<void> {
    const visitIds = news.map(({ visitId }) => visitId);
    const values = [
      tenantId,
      visitIds,
      news.map(({ visitorId }) => visitorId),
      news.map(({ startedAt }) => startedAt),
      news.map(({ moments }) => moments.impression ?? null),
      news.map(({ moments }) => moments.open ?? null),
      new Date(now.getTime() - KNOWN_DAYS * DAY_MS),
      new Date(now.getTime() + CLOCKS_MS),
      agentId,
      visitor.device,
      visitor.browser,
      visitor.country,
      news.map(({ moments }) => moments.granted ?? null),
    ];
    return this.unitOfWork.run(tenantId, async () => {
      await this.unitOfWork.prepared(tenantId, { name: 'widget.lock', text: LOCK, values: [tenantId, visitIds] });
      await this.unitOfWork.prepared(tenantId, { name: 'widget.keep', text: KEEP, values });
    });
  }
}
