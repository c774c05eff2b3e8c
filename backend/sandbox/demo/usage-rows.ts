import { USAGE_THRESHOLDS } from '@orbisvoice/shared-dto/values';
import { type Account } from './account-rows.js';
import { auditRow } from './audit-rows.js';
import { converse, momentsIn } from './conversations.js';
import { type Overage, type UsageSpan } from './periods.js';
import { type Random } from './random.js';
import { type Story } from './stories.js';
import { sliceOf } from './stripe-life.js';
import { type RowWriter } from './writer.js';

const MONTH = 30.4 * 86_400_000;

interface UsageFrame {
  readonly random: Random;
  readonly now: Date;
  readonly account: Account;
  readonly customerId: string | null;
}

/** Writes the conversations of every usage period and what they counted: the period's figure is the number of its rows. */
export function addUsage(writer: RowWriter, story: Story, spans: readonly UsageSpan[], frame: UsageFrame): void {
  for (const span of spans) {
    const most = span.overage ? span.limit + span.overage.quantity : span.ceiling;
    // some conversations fail and do not count: where the count is given, there must be enough of them
    const wanted = span.overage ? Math.ceil(most * 1.1) : Math.min(wish(story, span, frame), most);
    const moments = momentsIn(span, story, { count: wanted, now: frame.now, random: frame.random });
    const counted: { at: Date; key: string; conversationId: string }[] = [];
    for (const at of moments) {
      const rows = converse(story, agentOf(frame.account, frame.random), at, frame.random);
      if (counted.length === most && rows.conversation.counted_at) continue;
      writer.add('conversations', rows.conversation);
      writer.add('transcript_turns', ...rows.turns);
      writer.add('tool_executions', ...rows.tools);
      const { counted_at: countedAt, id, session_id: sessionId } = rows.conversation;
      if (countedAt) counted.push({ at: countedAt, key: `session:${sessionId}`, conversationId: id });
    }
    addPeriod(writer, story, span, { ...frame, counted: counted.sort((a, b) => a.at.getTime() - b.at.getTime()) });
  }
}

/** How many conversations the span should have: growing over the story's life, less in a started period. The show windows are exact. */
function wish(story: Story, span: UsageSpan, { random, now }: UsageFrame): number {
  const end = Math.min(span.end.getTime(), now.getTime());
  const from = Math.max(span.start.getTime(), story.signedUpAt.getTime());
  if (span.end > now && story.slug === 'nova-yoga') return story.monthlyVolume;
  const age = (end - story.signedUpAt.getTime()) / Math.max(1, now.getTime() - story.signedUpAt.getTime());
  const growth = 0.25 + 0.75 * Math.max(0, Math.min(1, age));
  return Math.round(((end - from) / MONTH) * story.monthlyVolume * growth * (0.88 + random.next() * 0.24));
}

/** The first agent takes most of the calls. */
function agentOf({ agentIds }: Account, random: Random): string {
  const [first] = agentIds;
  if (!first) throw new Error('a tenant without an agent');
  return random.isHit(0.7) ? first : random.pick(agentIds);
}

interface Counted extends UsageFrame {
  readonly counted: readonly { at: Date; key: string; conversationId: string }[];
}

/** The slice that told Stripe's meter of the period's overage. */
function addReport(
  writer: RowWriter,
  story: Story,
  span: UsageSpan,
  { quantity, reportedAt, random, customerId }: Overage & { random: Random; customerId: string | null },
): void {
  writer.add('meter_reports', {
    id: random.id(reportedAt),
    tenant_id: story.tenantId,
    period_start: span.start,
    from_quantity: 0,
    to_quantity: quantity,
    identifier: sliceOf(story.tenantId, span.start.getTime() / 1000),
    stripe_customer_id: customerId,
    event_at: reportedAt,
    status: 'sent',
    attempts: 1,
    first_attempt_at: reportedAt,
    sent_at: reportedAt,
    created_at: reportedAt,
  });
}

function addPeriod(writer: RowWriter, story: Story, span: UsageSpan, { counted, customerId, random }: Counted): void {
  const period = { tenant_id: story.tenantId, period_start: span.start };
  writer.add('usage_periods', {
    ...period,
    period_end: span.end,
    lim: span.limit,
    ceiling: span.ceiling,
    free_until: span.freeUntil,
    used: counted.length,
    reserved: 0,
    overage_since: span.overage ? 0 : null,
  });
  if (span.overage) addReport(writer, story, span, { ...span.overage, random, customerId });
  for (const [index, { at, key, conversationId }] of counted.entries()) {
    writer.add('usage_events', {
      ...period,
      key,
      quantity: 1,
      state: 'counted',
      used_after: index + 1,
      conversation_id: conversationId,
      at,
    });
  }
  for (const threshold of USAGE_THRESHOLDS) {
    const used = Math.ceil((span.limit * threshold) / 100);
    const reached = counted[used - 1];
    if (!reached) continue;
    writer.add('usage_thresholds', { ...period, threshold, used, lim: span.limit, reached_at: reached.at });
    const changes = { used: { before: used - 1, after: used } };
    const target = ['usage_period', span.start.toISOString()] as const;
    writer.add('audit_entries', auditRow(story, reached.at, random, { action: 'usage.threshold_reached', target, changes }));
  }
}
