import { RESPONSE_STAGES } from '@orbisvoice/shared-dto/values';
import type pg from 'pg';
import { newId } from '../../src/platform/database/ids.js';

export type StagesOfRow = readonly [number | null, number | null, number | null];
export const NO_STAGES: StagesOfRow = [null, null, null];

/** A conversation as its row says it; `startedAt` in milliseconds. */
export interface ConversationRow {
  readonly id: string;
  readonly agentId: string;
  readonly channel: 'widget' | 'api' | 'phone';
  readonly outcome: 'success' | 'failure' | 'unknown';
  readonly startedAt: number;
  readonly duration: number | null;
  readonly firstResponse: number | null;
  /** Listen, think, speak. */
  readonly stages: StagesOfRow;
  readonly isCounted: boolean;
}

/** Writes conversations behind the API's back, in one statement; also into a database of before the stages, which has no place for them. */
export async function insertConversations(
  owner: pg.Pool | pg.ClientBase,
  tenantId: string,
  rows: readonly ConversationRow[],
): Promise<void> {
  const stages = rows.some((row) => row.stages !== NO_STAGES) ? ['first_listen_ms', 'first_think_ms', 'first_speak_ms'] : [];
  await owner.query(
    `insert into conversations (${[...stages, 'id'].join(', ')}, tenant_id, agent_id, session_id, channel, status, outcome, started_at, duration_seconds,
                                first_response_ms, counted_at)
     select ${[...stages, 'id'].join(', ')}, $1, agent, id::text, channel, 'completed', outcome, at, duration, response, case when counted then at end
       from unnest($2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::timestamptz[], $7::int[], $8::int[], $9::boolean[]
                   ${stages.map((_, index) => `, $${10 + index}::int[]`).join('')})
            r (${['id', 'agent', 'channel', 'outcome', 'at', 'duration', 'response', 'counted', ...stages].join(', ')})`,
    [
      tenantId,
      rows.map(({ id }) => id),
      rows.map(({ agentId }) => agentId),
      rows.map(({ channel }) => channel),
      rows.map(({ outcome }) => outcome),
      rows.map(({ startedAt }) => new Date(startedAt)),
      rows.map(({ duration }) => duration),
      rows.map(({ firstResponse }) => firstResponse),
      rows.map(({ isCounted }) => isCounted),
      ...stages.map((_, index) => rows.map((row) => row.stages[index])),
    ],
  );
}

export const conversation = (over: Partial<ConversationRow> & Pick<ConversationRow, 'agentId' | 'startedAt'>): ConversationRow => ({
  id: newId(),
  channel: 'api',
  outcome: 'unknown',
  duration: null,
  firstResponse: null,
  stages: NO_STAGES,
  isCounted: true,
  ...over,
});

/** A tenant with agents, as rows. @returns their ids */
export async function insertTenant(owner: pg.Pool, timeZone: string, agents: number): Promise<{ tenantId: string; agentIds: string[] }> {
  const tenantId = newId();
  await owner.query(
    `insert into tenants (id, name, slug, billing_email, referral_code, time_zone, created_at, updated_at)
     values ($1::uuid, 'Rows', $1::uuid::text, 'rows@analytics.example', $1::uuid::text, $2, now(), now())`,
    [tenantId, timeZone],
  );
  const agentIds = Array.from({ length: agents }, newId);
  await owner.query(
    `insert into agents (id, tenant_id, name, system_prompt, voice_id, greeting, tools, is_active, public_key, allowed_origins, widget, created_at, updated_at)
     select id, $1, 'Agent ' || n, '', 'v', '', '[]', true, id::text, '{}', '{}', now(), now() from unnest($2::uuid[]) with ordinality a (id, n)`,
    [tenantId, agentIds],
  );
  return { tenantId, agentIds };
}

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const formats = new Map<string, Intl.DateTimeFormat>();

/** How far a zone's clock is ahead of UTC at a moment, in milliseconds: by ICU, not by the database. */
export function offsetOf(at: number, timeZone: string): number {
  let format = formats.get(timeZone);
  if (!format) {
    const digits = '2-digit' as const;
    format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      year: 'numeric',
      month: digits,
      day: digits,
      hour: digits,
      minute: digits,
      second: digits,
      hourCycle: 'h23',
    });
    formats.set(timeZone, format);
  }
  const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  const part = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? Number.NaN;
  const clock = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
  return clock - Math.floor(at / 1000) * 1000;
}

export interface LocalTime {
  readonly day: string;
  readonly hourOfDay: number;
  /** When the hour of the clock began, in milliseconds. */
  readonly hour: number;
}

export function localTime(at: number, timeZone: string): LocalTime {
  const clock = at + offsetOf(at, timeZone);
  return {
    day: new Date(clock).toISOString().slice(0, 10),
    hourOfDay: new Date(clock).getUTCHours(),
    hour: at - (((clock % HOUR_MS) + HOUR_MS) % HOUR_MS),
  };
}

const dayAfter = (day: string, count: number): string => new Date(Date.parse(day) + count * DAY_MS).toISOString().slice(0, 10);

/** The value of a histogram's bucket, made from powers of two anew. */
function rounded(value: number): number {
  if (value < 128) return value;
  const width = 2 ** (Math.floor(Math.log2(value)) - 6);
  return Math.floor(value / width) * width + (width - 1) / 2;
}

function quantile(values: readonly number[], share: number): number | null {
  if (values.length === 0) return null;
  const sorted = values.map(rounded).sort((left, right) => left - right);
  const rank = share * (sorted.length - 1);
  const low = sorted[Math.floor(rank)] ?? Number.NaN;
  return low + ((sorted[Math.ceil(rank)] ?? Number.NaN) - low) * (rank - Math.floor(rank));
}

/** What a report was asked for, nothing left out. */
export interface Asked {
  readonly timeZone: string;
  readonly from: string;
  readonly to: string;
  readonly interval: 'hour' | 'day' | 'week' | 'month';
  readonly agentId?: string | undefined;
  readonly channel?: string | undefined;
}

interface LocalRow extends ConversationRow, LocalTime {}

const figuresOf = (rows: readonly ConversationRow[]) => {
  const count = (wanted: string): number => rows.filter(({ outcome }) => outcome === wanted).length;
  const durations = rows.flatMap(({ duration }) => (duration !== null && duration > 0 ? [duration] : []));
  return {
    conversations: rows.length,
    success: count('success'),
    failure: count('failure'),
    unknown: count('unknown'),
    timed: durations.length,
    durationMedian: quantile(durations, 0.5),
    durationP90: quantile(durations, 0.9),
    durationMean: durations.length === 0 ? null : durations.reduce((sum, one) => sum + one, 0) / durations.length,
    zeroLength: rows.filter(({ duration }) => duration === 0).length,
    responses: rows.flatMap(({ firstResponse }) => (firstResponse === null ? [] : [firstResponse])),
    stages: RESPONSE_STAGES.map((stage, place) => {
      const times = rows.flatMap(({ stages }) => stages[place] ?? []);
      return { stage, measured: times.length, median: quantile(times, 0.5), p95: quantile(times, 0.95), p99: quantile(times, 0.99) };
    }),
  };
};

function startsOf({ from, to, interval, timeZone }: Asked): (string | number)[] {
  if (interval !== 'hour') {
    const days = Array.from({ length: Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS) }, (_, index) => dayAfter(from, index));
    const begins = (day: string): boolean =>
      day === from || interval === 'day' || (interval === 'week' ? new Date(day).getUTCDay() === 1 : day.endsWith('-01'));
    return days.filter(begins);
  }
  return [...clockOf({ from, to, timeZone }).keys()].sort((left, right) => left - right);
}

/** The hours of a span and what the clock shows in them, found by walking over it. */
function clockOf({ from, to, timeZone }: Pick<Asked, 'from' | 'to' | 'timeZone'>): Map<number, LocalTime> {
  const hours = new Map<number, LocalTime>();
  for (let at = Date.parse(from) - DAY_MS; at < Date.parse(to) + DAY_MS; at += HOUR_MS / 4) {
    const local = localTime(at, timeZone);
    if (local.day >= from && local.day < to) hours.set(local.hour, local);
  }
  return hours;
}

/** Agents side by side, those without a conversation in either span left out. */
function agentsOf(current: readonly LocalRow[], previous: readonly LocalRow[]) {
  const of = (rows: readonly LocalRow[], id: string): LocalRow[] => rows.filter(({ agentId }) => agentId === id);
  return [...new Set([...current, ...previous].map(({ agentId }) => agentId))].sort().map((agentId) => {
    const { conversations, success, failure, unknown, durationMedian, responses, stages } = figuresOf(of(current, agentId));
    return {
      ...{ agentId, conversations, success, failure, unknown, durationMedian, stages },
      previousConversations: of(previous, agentId).length,
      firstResponseMedian: quantile(responses, 0.5),
      firstResponseP95: quantile(responses, 0.95),
      firstResponseP99: quantile(responses, 0.99),
    };
  });
}

/** The series and what goes with it, from the rows one by one: no bucket, no histogram, no SQL. */
export function bruteForce(all: readonly ConversationRow[], asked: Asked) {
  const { timeZone, from, to, interval, agentId, channel } = asked;
  const length = Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
  const rows: LocalRow[] = all
    .filter(
      (row) => row.isCounted && (agentId === undefined || row.agentId === agentId) && (channel === undefined || row.channel === channel),
    )
    .map((row) => ({ ...row, ...localTime(row.startedAt, timeZone) }));
  const within = (first: string, last: string): LocalRow[] => rows.filter(({ day }) => day >= first && day < last);
  const seriesOf = (span: Asked): { start: string | number; rows: LocalRow[] }[] => {
    const starts = startsOf(span);
    return starts.map((start, index) => ({
      start,
      rows: within(span.from, span.to).filter((row) => {
        const key = interval === 'hour' ? row.hour : row.day;
        const next = starts[index + 1];
        return key >= start && (next === undefined || key < next);
      }),
    }));
  };
  const clock = interval === 'hour' ? clockOf(asked) : new Map<number, LocalTime>();
  const before = within(dayAfter(from, -length), from).map((row) => ({ ...row, day: dayAfter(row.day, length) }));
  /** What as many days before was in the days of a point, or in its hour of the clock. */
  const beforeAt = (start: string | number, next: string | number | undefined): number => {
    const shown = typeof start === 'number' ? clock.get(start) : undefined;
    const isHere = (row: LocalRow): boolean =>
      shown === undefined
        ? row.day >= start && (next === undefined || row.day < next)
        : row.day === shown.day && row.hourOfDay === shown.hourOfDay;
    return before.filter(isHere).length;
  };
  const current = within(from, to);
  const previous = within(dayAfter(from, -length), from);
  const points = seriesOf(asked);
  return {
    series: points.map(({ start, rows: inside }, index) => {
      const { zeroLength: _zeroLength, responses: _responses, stages: _stages, ...figures } = figuresOf(inside);
      return {
        start: typeof start === 'number' ? new Date(start).toISOString() : start,
        previousConversations: beforeAt(start, points[index + 1]?.start),
        ...figures,
      };
    }),
    now: figuresOf(current),
    before: figuresOf(previous),
    heatMap: Array.from({ length: 168 }, (_, index) => {
      const [weekday, hour] = [Math.floor(index / 24) + 1, index % 24];
      const isIn = (row: LocalRow): boolean => (new Date(row.day).getUTCDay() || 7) === weekday && row.hourOfDay === hour;
      return { weekday, hour, conversations: current.filter(isIn).length };
    }),
    byAgent: new Map([...new Set(current.map((row) => row.agentId))].map((id) => [id, current.filter((row) => row.agentId === id).length])),
    agents: agentsOf(current, previous),
    responseMedian: quantile(figuresOf(current).responses, 0.5),
    responseP95: quantile(figuresOf(current).responses, 0.95),
    responseP99: quantile(figuresOf(current).responses, 0.99),
    responseMedianBefore: quantile(figuresOf(previous).responses, 0.5),
  };
}
