import { BUSINESSES, type Dialogue } from './businesses.js';
import { localParts, type UsageSpan } from './periods.js';
import { Random } from './random.js';
import { firstResponseOf, withStages } from './response-stages.js';
import { type Story } from './stories.js';

/** Rows by column name, as they go into the tables. */
export interface ConversationRows {
  readonly conversation: Record<string, unknown> & { id: string; counted_at: Date | null; session_id: string; started_at: Date };
  readonly turns: readonly Record<string, unknown>[];
  readonly tools: readonly Record<string, unknown>[];
}

const DAY = 86_400_000;
/** How busy an hour of the tenant's day is. */
const HOURS = [1, 1, 0, 0, 0, 1, 3, 7, 13, 18, 20, 19, 15, 16, 18, 18, 16, 14, 11, 9, 8, 6, 4, 2];
const WEEKDAYS = [0.35, 1, 1, 0.95, 0.95, 0.9, 0.55];
const CHANNELS = [
  [82, 'widget'],
  [13, 'api'],
  [5, 'phone'],
] as const;
const BROWSERS = { desktop: ['Chrome', 'Edge', 'Firefox', 'Safari'], mobile: ['Safari', 'Chrome', 'Samsung Internet'], tablet: ['Safari', 'Chrome'], other: ['Chrome'] } as const; // prettier-ignore
const NEIGHBOURS: Readonly<Record<string, readonly string[]>> = {
  US: ['CA', 'MX'],
  GB: ['IE', 'FR'],
  DE: ['AT', 'CH'],
  CA: ['US'],
  AU: ['NZ'],
};

/** Moments of `count` conversations in a span, oldest first, busier on weekdays and by day. */
export function momentsIn(span: UsageSpan, story: Story, frame: { count: number; now: Date; random: Random }): Date[] {
  const { random, now } = frame;
  const first = Math.max(span.start.getTime(), story.signedUpAt.getTime() + DAY / 4);
  // nothing in the last minutes: what was counted has been reported when the period ends
  const last = Math.min(span.end.getTime() - 15 * 60_000, now.getTime() - 10 * 60_000);
  if (last - first < DAY / 8) return [];
  const moments: Date[] = [];
  while (moments.length < frame.count) {
    const at = new Date(first + random.next() * (last - first));
    const { hour, weekday } = localParts(at, story.timeZone);
    if (random.next() < ((HOURS[hour] ?? 0) / 20) * (WEEKDAYS[weekday] ?? 1)) moments.push(at);
  }
  return moments.sort((a, b) => a.getTime() - b.getTime());
}

/** One believable conversation: a script of the business, told until it ends or the visitor leaves. */
export function converse(story: Story, agentId: string, at: Date, random: Random): ConversationRows {
  const id = random.id(at);
  const status = random.weighted([
    [87, 'completed'],
    [10, 'abandoned'],
    [3, 'failed'],
  ] as const);
  const dialogue: Dialogue = random.pick<Dialogue>(BUSINESSES[story.kind].dialogues);
  const said = status === 'completed' ? dialogue.lines : dialogue.lines.slice(0, status === 'failed' ? 0 : random.whole(1, 2));
  const turns = tell(said, { id, tenantId: story.tenantId, at, random });
  const end = turns.end + random.whole(2, 9) * 1000;
  const device = random.weighted([
    [46, 'desktop'],
    [47, 'mobile'],
    [6, 'tablet'],
    [1, 'other'],
  ] as const);
  const channel = random.weighted(CHANNELS);
  // the engine behind the phone tells how long an answer took, and no more
  const rows = channel === 'phone' ? turns.rows : turns.rows.map(withStages);
  return {
    conversation: {
      id,
      tenant_id: story.tenantId,
      agent_id: agentId,
      session_id: `web-${id.slice(-12)}`,
      channel,
      status,
      outcome: outcomeOf(status, random),
      started_at: at,
      ended_at: new Date(end),
      duration_seconds: Math.round((end - at.getTime()) / 1000),
      ...firstResponseOf(rows),
      visitor_id: `v_${random.code(10).toLowerCase()}`,
      country: random.isHit(0.86) ? story.country : random.pick(NEIGHBOURS[story.country] ?? ['US']),
      device,
      browser: random.pick(BROWSERS[device]),
      end_reason: status === 'completed' ? 'visitor_hung_up' : status === 'abandoned' ? 'visitor_left' : 'connection_failed',
      turn_count: rows.length,
      counted_at: turns.firstVisitorAt,
    },
    turns: rows,
    tools:
      dialogue.tool && status === 'completed'
        ? attemptsOf(toolRow(dialogue.tool, { id, tenantId: story.tenantId, at: new Date(turns.end), random }), id)
        : [],
  };
}

function outcomeOf(status: string, random: Random): string {
  if (status === 'failed') return 'failure';
  if (status === 'abandoned') return random.isHit(0.4) ? 'failure' : 'unknown';
  return random.weighted([
    [78, 'success'],
    [9, 'failure'],
    [13, 'unknown'],
  ]);
}

interface Telling {
  readonly id: string;
  readonly tenantId: string;
  readonly at: Date;
  readonly random: Random;
}

function tell(
  lines: readonly string[],
  { id, tenantId, at, random }: Telling,
): { rows: Record<string, unknown>[]; end: number; firstVisitorAt: Date | null } {
  let clock = at.getTime() + random.whole(1_500, 6_000);
  let firstVisitorAt: Date | null = null;
  const rows = lines.map((text, index) => {
    const isVisitor = index % 2 === 0;
    const latency = isVisitor ? null : Math.round(random.longTail(820, 0.38));
    if (latency !== null) clock += latency;
    const startedAt = new Date(clock);
    if (isVisitor) firstVisitorAt ??= startedAt;
    clock += text.length * 62 + random.whole(300, 1_400);
    return {
      id: random.id(startedAt),
      tenant_id: tenantId,
      conversation_id: id,
      position: index + 1,
      speaker: isVisitor ? 'visitor' : 'agent',
      text,
      started_at: startedAt,
      latency_ms: latency,
    };
  });
  return { rows, end: clock, firstVisitorAt };
}

function toolRow(name: string, { id, tenantId, at, random }: Telling) {
  const status = random.weighted([
    [95, 'succeeded'],
    [3, 'failed'],
    [2, 'timed_out'],
  ] as const);
  return {
    id: random.id(at),
    tenant_id: tenantId,
    conversation_id: id,
    name,
    status,
    duration_ms: status === 'timed_out' ? 10_000 : Math.round(random.longTail(340, 0.6)),
    error: ERRORS[status],
    executed_at: at,
  };
}

const ERRORS = { succeeded: null, failed: 'The calendar service answered 502', timed_out: 'No answer within 10 s' } as const;

/**
 * The attempts of a call of which this is the last: one call in twelve was tried before. From a stream of its own, so that the rest of the demo
 * does not depend on it.
 */
function attemptsOf(last: ReturnType<typeof toolRow>, conversationId: string): Record<string, unknown>[] {
  const random = new Random(Number.parseInt(conversationId.slice(-8), 16));
  const before = random.isHit(1 / 12) ? random.whole(1, 2) : 0;
  if (before === 0) return [{ ...last, call_id: null, attempt: 1, is_last: true }];
  const callId = `call_${random.code(8)}`;
  const tried = Array.from({ length: before }, (_, index) => {
    const at = new Date(last.executed_at.getTime() - (before - index) * 1_200);
    const duration = Math.min(1_100, Math.round(random.longTail(340, 0.4)));
    return { ...last, id: random.id(at), status: 'failed', duration_ms: duration, error: ERRORS.failed, executed_at: at };
  });
  return [...tried, last].map((row, index) => ({ ...row, call_id: callId, attempt: index + 1, is_last: index === before }));
}
