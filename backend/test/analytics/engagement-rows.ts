import type { ConversationChannel, ConversationOutcome, Device } from '@orbisvoice/shared-dto/values';
import type pg from 'pg';

/** A visit as the widget would have reported it; moments in milliseconds. */
export interface PastVisit {
  readonly id: string;
  readonly agentId: string;
  readonly startedAt: number;
  readonly impressionAt: number | null;
  readonly openedAt: number | null;
  readonly grantedAt: number | null;
}

/** A conversation as far as engagement looks at it. */
export interface PastTalk {
  readonly sessionId: string;
  readonly agentId: string;
  readonly channel: ConversationChannel;
  readonly outcome: ConversationOutcome;
  readonly visitorId: string | null;
  readonly country: string | null;
  readonly device: Device | null;
  readonly browser: string | null;
  readonly startedAt: number;
  readonly countedAt: number | null;
}

const date = (ms: number | null): Date | null => (ms === null ? null : new Date(ms));

/** Writes visits behind the API's back, each into the partition of its month. */
export async function insertVisits(owner: pg.Pool, tenantId: string, visits: readonly PastVisit[]): Promise<void> {
  await owner.query('select open_widget_month(at) from (select distinct unnest($1::timestamptz[]) as at) moments', [
    visits.map(({ startedAt }) => date(startedAt)),
  ]);
  await owner.query(
    `insert into widget_visits (tenant_id, visit_id, agent_id, started_at, impression_at, opened_at, granted_at)
     select $1, * from unnest($2::text[], $3::uuid[], $4::timestamptz[], $5::timestamptz[], $6::timestamptz[], $7::timestamptz[])`,
    [
      tenantId,
      visits.map(({ id }) => id),
      visits.map(({ agentId }) => agentId),
      visits.map(({ startedAt }) => date(startedAt)),
      visits.map(({ impressionAt }) => date(impressionAt)),
      visits.map(({ openedAt }) => date(openedAt)),
      visits.map(({ grantedAt }) => date(grantedAt)),
    ],
  );
}

/** Writes conversations that ended. */
export async function insertTalks(owner: pg.Pool, tenantId: string, talks: readonly PastTalk[]): Promise<void> {
  const column = <K extends keyof PastTalk>(key: K): PastTalk[K][] => talks.map((talk) => talk[key]);
  await owner.query(
    `insert into conversations (id, tenant_id, status, session_id, agent_id, channel, outcome, visitor_id, country, device, browser, started_at, counted_at)
     select gen_random_uuid(), $1, 'completed', *
       from unnest($2::text[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::timestamptz[], $11::timestamptz[])`,
    [
      tenantId,
      column('sessionId'),
      column('agentId'),
      column('channel'),
      column('outcome'),
      column('visitorId'),
      column('country'),
      column('device'),
      column('browser'),
      column('startedAt').map(date),
      column('countedAt').map(date),
    ],
  );
}
