import type { MetricKey } from '@orbisvoice/shared-dto/values';
import type pg from 'pg';
import { type ConversationRow, conversation, insertConversations, NO_STAGES } from './conversation-rows.js';
import { insertVisits } from './engagement-rows.js';
import { insertSignUps, insertVisits as insertReferralVisits } from './referral-rows.js';

export const FULL_WEEK_ZONE = 'Europe/Berlin';
const SECOND = 1_000;
const HOUR = 3_600 * SECOND;
const DAY = 24 * HOUR;

interface WeekOfWorkspace {
  readonly week: Week;
  readonly tenantId: string;
  /** The first has three conversations in four. */
  readonly agentIds: readonly [string, string];
}

/** What of the week can be counted on the fingers: the rest follows from the same rows. */
export const COUNTED_BY_HAND: Partial<Record<MetricKey, number>> = {
  conversations: 60,
  zero_length: 1,
  tool_calls: 30,
  // five of them failed at first
  tool_attempts: 35,
  // each conversation by the widget was a visit, and forty saw it only
  impressions: 70,
  referral_visits: 9,
  referred_sign_ups: 3,
};

/** A Monday and the one after. */
export interface Week {
  readonly from: string;
  readonly to: string;
}

/**
 * The last whole week of `FULL_WEEK_ZONE`: what a weekly report sent now is about. A test reads it once and hands it on: on a Sunday at midnight
 * the next call is about another week.
 */
export function lastWeek(): Week {
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: FULL_WEEK_ZONE }).format(new Date());
  const at = Date.parse(today);
  const monday = at - ((new Date(at).getUTCDay() + 6) % 7) * DAY;
  const day = (time: number): string => new Date(time).toISOString().slice(0, 10);
  return { from: day(monday - 7 * DAY), to: day(monday) };
}

/** Two conversations in three are of the last week, the others of the one before; all in daylight, so that every zone of Europe has the same. */
function conversationsOf(agentIds: WeekOfWorkspace['agentIds'], monday: number): ConversationRow[] {
  return Array.from({ length: 90 }, (_, index) => {
    const isEarlier = index % 3 === 2;
    const after = (index % 6) * DAY + (6 + (index % 12)) * HOUR;
    return conversation({
      agentId: agentIds[index % 4 === 0 ? 1 : 0],
      channel: index % 2 === 0 ? 'widget' : 'api',
      startedAt: isEarlier ? monday - after - 2 * HOUR : monday + after,
      outcome: (['success', 'success', 'failure', 'unknown'] as const)[index % 4] ?? 'unknown',
      // one that was over before a second had passed
      duration: index === 9 ? 0 : 20 + index * 7,
      firstResponse: 300 + index * 11,
      // one in five comes from an engine that hears and thinks in one, one from an engine that tells nothing
      stages: index % 5 === 4 ? NO_STAGES : [index % 5 === 3 ? null : 60 + index * 2, 130 + index * 6, 90 + index * 3],
    });
  });
}

const visit = (id: string, agentId: string, startedAt: number) => ({ id, agentId, startedAt, impressionAt: startedAt });

async function insertWidgetVisits(
  owner: pg.Pool,
  { tenantId, agentIds }: WeekOfWorkspace,
  rows: readonly ConversationRow[],
  monday: number,
) {
  const led = rows
    .filter(({ channel }) => channel === 'widget')
    .map(({ id, agentId, startedAt }) => {
      const first = startedAt - 90 * SECOND;
      return { ...visit(id, agentId, first), openedAt: first + 20 * SECOND, grantedAt: first + 40 * SECOND };
    });
  const looked = Array.from({ length: 40 }, (_, index) => {
    const first = monday + (index % 7) * DAY + (8 + (index % 9)) * HOUR;
    return { ...visit(`looked-${String(index)}`, agentIds[0], first), openedAt: index % 2 ? first + 5 * SECOND : null, grantedAt: null };
  });
  await insertVisits(owner, tenantId, [...led, ...looked]);
}

async function insertReferrals(owner: pg.Pool, tenantId: string, monday: number): Promise<void> {
  const at = (hours: number): string => new Date(monday + hours * HOUR).toISOString();
  const channels = ['email', 'direct', 'link'];
  await insertReferralVisits(
    owner,
    tenantId,
    Array.from({ length: 9 }, (_, index) => ({ at: at(8 + index * 15), channel: channels[index % 3] ?? 'direct' })),
  );
  await insertSignUps(owner, tenantId, [
    { at: at(30), channel: 'email', status: 'converted', convertedAt: at(60) },
    { at: at(40), channel: 'direct', status: 'signed_up', convertedAt: null },
    { at: at(50), channel: 'email', status: 'signed_up', convertedAt: null },
  ]);
}

/** Writes a week of a workspace and the week before, with something of everything its analytics count. */
export async function insertFullWeek(owner: pg.Pool, workspace: WeekOfWorkspace): Promise<void> {
  const { week, tenantId, agentIds } = workspace;
  const monday = Date.parse(`${week.from}T00:00:00Z`);
  const rows = conversationsOf(agentIds, monday);
  await insertConversations(owner, tenantId, rows);
  const ids = rows.map(({ id }) => id);
  await owner.query(
    `update conversations c set visitor_id = 'visitor-' || n % 25, country = (array['DE', 'AT', 'FR'])[1 + n % 3],
            device = (array['mobile', 'desktop'])[1 + n % 2], browser = (array['Safari', 'Firefox', 'Chrome'])[1 + n % 3]
       from unnest($1::uuid[]) with ordinality r (id, n) where c.id = r.id`,
    [ids],
  );
  await owner.query(
    `insert into tool_executions (id, tenant_id, conversation_id, name, status, duration_ms, error, executed_at, call_id, attempt, is_last)
     select gen_random_uuid(), $1, c.id, (array['find_slot', 'book'])[1 + n % 2], s.status, 200 + 3 * n + attempt,
            case when s.status = 'failed' then 'The calendar is closed.' end, c.started_at + attempt * interval '9 seconds',
            case when attempts > 1 then 'call-' || n end, attempt, attempt = attempts
       from (select id, ord / 3 as n from unnest($2::uuid[]) with ordinality u (id, ord) where ord % 3 = 1) r
       join conversations c using (id), lateral (select case when n % 6 = 2 then 2 else 1 end as attempts) a,
       generate_series(1, attempts) attempt, lateral (select case when n % 3 = 2 and attempt = 1 then 'failed' else 'succeeded' end as status) s`,
    [tenantId, ids],
  );
  await insertWidgetVisits(owner, workspace, rows, monday);
  await insertReferrals(owner, tenantId, monday);
}
