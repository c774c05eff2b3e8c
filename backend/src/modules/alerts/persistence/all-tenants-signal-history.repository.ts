import { Injectable } from '@nestjs/common';
import type pg from 'pg';
import { PlatformDatabase } from '../../../platform/database/platform-database.js';
import type { KnownPlace, Signal } from '../domain/detection.js';
import type { SignalKind } from '../domain/rules.js';

/** A signal with whom it is about. */
export interface SubjectSignal extends Signal {
  readonly kind: SignalKind;
  readonly subject: string;
  readonly tenantId: string | null;
}

/** Entries are dated when they are written and seen when their transaction ends: so far back are those that came late looked for. */
const OVERLAP_SECONDS = 300;
/** At most so many facts in one turn; the next one goes on. */
export const TURN = 5_000;
/** Nobody needs more of one subject to see what is going on. */
const HISTORY_MAX = 20_000;
/** Rows read at once by a look at all of a kind. */
const STRETCH = 5_000;
const KEPT_DAYS = 8;
const PLACES_KEPT_DAYS = 400;

/**
 * What the audit log tells a rule. Exports and changes of rights are counted by who did them, failed log-ins by whose account it was. Only a
 * change of a role is a change of rights, and an invitation that gives more than a member has; impersonation has its own news to the owner.
 */
const FROM_AUDIT = `
  select a.id, a.at, a.tenant_id,
    case when a.action = 'user.login_failed' then 'account.login_failed'
         when a.action in ('audit.exported', 'admin.tenants_exported', 'admin.revenue_exported', 'admin.referrals_exported', 'export.created', 'export.downloaded') then 'export' else 'privilege' end as kind,
    case when a.action = 'user.login_failed' then 'user:' || a.target_id
         when a.actor_kind = 'api_key' then 'api_key:' || a.actor_id else 'user:' || a.actor_id end as subject,
    jsonb_build_object('auditId', a.id, 'action', a.action, 'actorKind', a.actor_kind, 'targetType', a.target_type, 'targetId', a.target_id, 'zone', t.time_zone) as details
  from audit_entries a join tenants t on t.id = a.tenant_id
  where a.at > $1::timestamptz - interval '${OVERLAP_SECONDS} seconds' and a.at <= $2
    and (a.action in ('user.login_failed', 'audit.exported', 'admin.tenants_exported', 'admin.revenue_exported', 'admin.referrals_exported', 'export.created', 'export.downloaded', 'api_key.created', 'api_key.rotated',
                      'admin.staff_granted', 'admin.staff_revoked')
         or (a.action = 'team.member_updated' and a.changes -> 'role' is not null)
         or (a.action = 'team.member_invited' and a.changes -> 'role' ->> 'after' = 'admin'))
    and coalesce(case when a.action <> 'user.login_failed' then a.actor_id when a.target_type = 'user' then a.target_id end, '') <> ''
    and not exists (select 1 from signals s where s.id = a.id)
  order by a.at, a.id limit ${TURN}`;

const TAKE_AUDIT = `
  with taken as (${FROM_AUDIT}), added as (
    insert into signals (id, kind, subject, about_tenant_id, at, details)
    select id, kind, subject, tenant_id, at, details from taken on conflict (id) do nothing)
  select count(*)::int as count, max(at) as until from taken`;

const COLUMNS = `id, kind, subject, facet, about_tenant_id as "tenantId", at, details`;

/** Signals as the rules read them; all statements of a turn in the transaction of whoever evaluates. */
@Injectable()
export class AllTenantsSignalHistoryRepository {
  constructor(private readonly database: PlatformDatabase) {}

  /** Moves what is new in the audit log to the signals; answers whether there may be more. */
  async takeAudit(client: pg.PoolClient, since: Date, now: Date): Promise<Date> {
    const { rows } = await client.query<{ count: number; until: Date | null }>(TAKE_AUDIT, [since, now]);
    const [row] = rows;
    const until = row && row.count === TURN && row.until ? row.until : now;
    await client.query('update alert_cursor set audit_until = $1 where audit_until < $1', [until]);
    return until;
  }

  /** Those nobody looked at. They are looked at once, by whoever commits. */
  async takeNew(client: pg.PoolClient): Promise<SubjectSignal[]> {
    const { rows } = await client.query<SubjectSignal>(
      `update signals s set is_evaluated = true
       from (select id from signals where not is_evaluated order by at, id limit ${TURN}) fresh where s.id = fresh.id
       returning s.id, s.kind, s.subject, s.facet, s.about_tenant_id as "tenantId", s.at, s.details`,
    );
    return rows;
  }

  /** A subject's evaluated signals, oldest first; the newest of them when there are too many. */
  async ofSubject(
    client: pg.PoolClient,
    { kind, subject }: Pick<SubjectSignal, 'kind' | 'subject'>,
    since: Date,
  ): Promise<SubjectSignal[]> {
    const { rows } = await client.query<SubjectSignal>(
      `select ${COLUMNS} from signals where kind = $1 and subject = $2 and at > $3 and is_evaluated
       order by at desc, id desc limit ${HISTORY_MAX}`,
      [kind, subject, since],
    );
    return rows.reverse();
  }

  async placesOf(client: pg.PoolClient, subject: string): Promise<KnownPlace[]> {
    const { rows } = await client.query<KnownPlace>(`select place, last_at as "lastAt" from signal_places where subject = $1`, [subject]);
    return rows;
  }

  async rememberPlaces(client: pg.PoolClient, subject: string, seen: readonly KnownPlace[]): Promise<void> {
    await client.query(
      `insert into signal_places (subject, place, first_at, last_at)
       select $1, place, min(at), max(at) from unnest($2::text[], $3::timestamptz[]) as s (place, at) group by place
       on conflict (subject, place) do update
       set first_at = least(signal_places.first_at, excluded.first_at), last_at = greatest(signal_places.last_at, excluded.last_at)`,
      [subject, seen.map(({ place }) => place), seen.map(({ lastAt }) => lastAt)],
    );
  }

  /**
   * All of a kind since, subject by subject and a stretch of rows at a time: however many there are, only those of the subjects of one stretch
   * are held. For a look at what a rule would have found.
   */
  async *bySubject(kind: SignalKind, since: Date): AsyncGenerator<ReadonlyMap<string, readonly SubjectSignal[]>> {
    let open = new Map<string, SubjectSignal[]>();
    let after: SubjectSignal | undefined;
    do {
      const rows = await this.stretch(kind, since, after);
      for (const row of rows) collect(open, row);
      after = rows.length === STRETCH ? rows.at(-1) : undefined;
      // the last subject of a stretch may go on in the next one
      const last = after && open.get(after.subject);
      if (after && last) open.delete(after.subject);
      if (open.size > 0) yield open;
      open = new Map(after && last ? [[after.subject, last]] : []);
    } while (after);
  }

  private stretch(kind: SignalKind, since: Date, after: SubjectSignal | undefined): Promise<SubjectSignal[]> {
    return this.database.query<SubjectSignal>({
      name: 'signals.stretch',
      text: `select ${COLUMNS} from signals where kind = $1 and at > $2
               and ($3::text is null or (subject, at, id) > ($3::text, (select at from signals where id = $4::uuid), $4::uuid))
             order by subject, at, id limit ${STRETCH}`,
      values: [kind, since, after?.subject ?? null, after?.id ?? null],
    });
  }

  /** What subjects were known for before then. */
  async placesBefore(subjects: readonly string[], before: Date): Promise<(KnownPlace & { readonly subject: string })[]> {
    return this.database.query({
      text: `select subject, place, least(last_at, $2) as "lastAt" from signal_places where subject = any($1) and first_at <= $2`,
      values: [subjects, before],
    });
  }

  async purge(now: Date): Promise<void> {
    const before = (days: number): Date => new Date(now.getTime() - days * 86_400_000);
    await this.database.query({ text: 'delete from signals where at < $1 and is_evaluated', values: [before(KEPT_DAYS)] });
    await this.database.query({ text: 'delete from signal_places where last_at < $1', values: [before(PLACES_KEPT_DAYS)] });
  }
}

/** The newest of a subject when there are too many, as the rules themselves have it. */
function collect(open: Map<string, SubjectSignal[]>, row: SubjectSignal): void {
  const known = open.get(row.subject) ?? [];
  known.push(row);
  open.set(row.subject, known.length > 2 * HISTORY_MAX ? known.slice(-HISTORY_MAX) : known);
}
