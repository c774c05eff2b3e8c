import type { ConversationWindow } from '@orbisvoice/shared-dto/values';
import { startOfDay } from '../../../platform/database/local-day.js';
import { conversationsIn } from './rollup.sql.js';

/** Where the windows of the overview begin, but for the one that has no beginning. */
const SINCE: Readonly<Record<Exclude<ConversationWindow, 'all'>, (at: string) => string>> = {
  day: (at) => `${at} - interval '24 hours'`,
  week: (at) => `date_trunc('day', ${at}, 'UTC') - interval '6 days'`,
  month: (at) => `date_trunc('day', ${at}, 'UTC') - interval '29 days'`,
};
/** A moving day is open where it begins, as the overview has it; days of the calendar are not. */
const FROM: Readonly<Record<Exclude<ConversationWindow, 'all'>, '>' | '>='>> = { day: '>', week: '>=', month: '>=' };

/**
 * Since the start, from days that are folded; those under a mark, and tenants that are marked as a whole, from their rows. One snapshot sees
 * rows and marks as of the same moment, so that this is the count of the rows.
 */
const SINCE_THE_START = `
  select tenant_id, sum(conversations)::bigint as conversations from (
    with whole as materialized (select distinct tenant_id from rollup_marks where at is null),
    dirty as materialized (
      select distinct m.tenant_id, (m.at at time zone t.time_zone)::date as day, t.time_zone as zone
        from rollup_marks m join tenants t on t.id = m.tenant_id where m.at is not null and m.tenant_id not in (select tenant_id from whole))
    select d.tenant_id, d.conversations from conversation_days d
     where d.tenant_id not in (select tenant_id from whole)
       and not exists (select 1 from dirty x where x.tenant_id = d.tenant_id and x.day = d.day)
    union all
    select x.tenant_id, count(*) from dirty x,
      lateral (${conversationsIn('x.tenant_id', startOfDay('x.day', 'x.zone'), startOfDay('(x.day + 1)', 'x.zone'))}) c group by x.tenant_id
    union all
    select c.tenant_id, count(*) from whole x join conversations c on c.tenant_id = x.tenant_id and c.counted_at is not null group by c.tenant_id) part
   group by tenant_id`;

/**
 * Counted conversations of each tenant in a window of the overview, as a table of `tenant_id` and `conversations`: what its tile sums up. `at` is an
 * expression, the moment the window ends. Rows of a stretch lie together, and are found by their block range.
 */
export const conversationsByTenant = (window: ConversationWindow, at: string): string =>
  window === 'all'
    ? SINCE_THE_START
    : `select tenant_id, count(*) as conversations from conversations
        where started_at ${FROM[window]} ${SINCE[window](at)} and started_at <= ${at} and counted_at is not null group by tenant_id`;
