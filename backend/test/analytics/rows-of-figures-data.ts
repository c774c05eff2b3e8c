import type pg from 'pg';
import { conversation, insertConversations, NO_STAGES, offsetOf } from './conversation-rows.js';
import { insertTalks, insertVisits } from './engagement-rows.js';
import { insertSignUps, insertVisits as insertLinkVisits } from './referral-rows.js';
import { insertCalls } from './tool-calls.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Days in which clocks change, in zones where they do it at two, and at midnight itself, which then comes twice. */
export const SPANS = [
  { timeZone: 'Europe/Berlin', from: '2026-03-28', to: '2026-03-31' },
  { timeZone: 'America/New_York', from: '2025-11-01', to: '2025-11-04' },
  { timeZone: 'America/Havana', from: '2025-11-02', to: '2025-11-04' },
] as const;
/** A day that is half an hour longer, by an hour that is none: two hours of the clock after the day began, it goes back to half past one. */
export const LORD_HOWE = { timeZone: 'Australia/Lord_Howe', from: '2025-04-06', to: '2025-04-07' } as const;
export type Span = (typeof SPANS)[number] | typeof LORD_HOWE;

/** A tenant, and those of its agents that the rows are of. */
export interface Place {
  readonly tenantId: string;
  readonly agentIds: readonly [string, ...string[]];
}

/** Moments around the edges of a span: the last and the first minute of days, late evenings, and the hour that clocks take or give. */
function momentsOf({ timeZone, from, to }: Span): number[] {
  const edges = [from, to].map((day) => {
    const utc = Date.parse(day);
    const candidates = [utc - offsetOf(utc - DAY, timeZone), utc - offsetOf(utc + DAY, timeZone)];
    return Math.min(...candidates);
  });
  const around = edges.flatMap((edge) =>
    [-25 * HOUR, -2 * HOUR, -30 * MINUTE, -1, 0, 30 * MINUTE, 90 * MINUTE, 125 * MINUTE, 5 * HOUR].map((by) => edge + by),
  );
  const [first = 0] = edges;
  return [...around, ...Array.from({ length: 30 }, (_, index) => first + index * 97 * MINUTE)];
}

function pick<T>(values: readonly [T, ...T[]], index: number): T {
  const found = values[index % values.length];
  return found === undefined ? values[0] : found;
}
/** Rows of every kind around the edges of a span. */
export async function fill(owner: pg.Pool, { tenantId, agentIds }: Place, span: Span): Promise<void> {
  const agentAt = (index: number): string => pick(agentIds, index);
  const moments = momentsOf(span);
  const iso = (at: number): string => new Date(at).toISOString();
  await insertConversations(
    owner,
    tenantId,
    moments.map((startedAt, index) =>
      conversation({
        agentId: agentAt(index),
        startedAt,
        channel: pick(['api', 'widget', 'phone'], index),
        outcome: pick(['success', 'failure', 'unknown', 'success'], index),
        duration: pick([0, 31, null, 260, 12], index),
        firstResponse: pick([null, 420, 900], index),
        stages: pick([NO_STAGES, [120, 200, null], [null, 500, 300], NO_STAGES, [90, null, null], NO_STAGES], index),
        isCounted: index % 7 !== 3,
      }),
    ),
  );
  await insertTalks(
    owner,
    tenantId,
    moments.map((startedAt, index) => ({
      sessionId: `visit-${span.timeZone}-${index}`,
      agentId: agentAt(index),
      channel: 'widget',
      outcome: pick(['unknown', 'success'], index),
      visitorId: index % 5 === 4 ? null : `visitor-${span.timeZone}-${index % 9}`,
      country: pick(['DE', 'FR', null], index),
      device: pick(['mobile', 'desktop', null, 'mobile'], index),
      browser: pick(['Firefox', 'other', 'Safari', null], index),
      startedAt: startedAt + 4 * MINUTE,
      countedAt: index % 4 === 1 ? null : startedAt + 5 * MINUTE,
    })),
  );
  await insertVisits(
    owner,
    tenantId,
    moments.map((startedAt, index) => ({
      id: `visit-${span.timeZone}-${index}`,
      agentId: agentAt(index),
      startedAt,
      impressionAt: index % 6 === 5 ? null : startedAt,
      openedAt: index % 3 === 0 ? null : startedAt + MINUTE,
      grantedAt: index % 4 === 0 ? null : startedAt + (index % 8 === 2 ? 50 : 2) * MINUTE,
    })),
  );
  await insertCalls(
    owner,
    tenantId,
    moments.map((at, index) => ({
      at: iso(at),
      agentId: agentAt(index),
      channel: pick(['api', 'widget', 'playground'], index),
      isCounted: index % 3 !== 2,
      tool: pick(['find_slot', 'book'], index),
      status: pick(['succeeded', 'failed', 'timed_out', 'succeeded', 'failed'], index),
      durationMs: 10 * index,
      error: pick(['Slot 1234 is gone', null, 'slot 9876 is GONE'], index),
      // attempts that lie before the last one, some on another day
      earlier: Array.from({ length: pick([0, 2, 0, 1], index) }, (_, place) => ({
        at: iso(at - (3 - place) * 4 * HOUR),
        status: pick(['failed', 'timed_out'], place),
        durationMs: 7 * index,
        error: place === 0 ? 'Busy' : null,
      })),
    })),
  );
  await insertLinkVisits(
    owner,
    tenantId,
    moments.map((at, index) => ({ at: iso(at), channel: pick(['direct', 'spring-fair'], index) })),
  );
  await insertSignUps(
    owner,
    tenantId,
    moments.map((at, index) => ({
      at: iso(at),
      channel: pick(['direct', 'spring-fair'], index),
      status: pick(['signed_up', 'converted', 'reversed', 'converted'], index),
      convertedAt: index % 4 === 0 ? null : iso(index % 4 === 3 ? Date.now() - DAY : at + HOUR),
    })),
  );
}
