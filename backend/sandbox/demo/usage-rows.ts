import { USAGE_THRESHOLDS } from '@orbisvoice/shared-dto/values';
import { auditRow, type Account } from './account-rows.js';
import { converse, momentsIn } from './conversations.js';
import { type UsageSpan } from './periods.js';
import { type Random } from './random.js';
import { type Story } from './stories.js';
import { type RowWriter } from './writer.js';

const MONTH = 30.4 * 86_400_000;

interface UsageFrame {
  readonly random: Random;
  readonly now: Date;
  readonly account: Account;
}

/** Writes the conversations of every usage period and what they counted: the period's figure is the number of its rows. */
export function addUsage(writer: RowWriter, story: Story, spans: readonly UsageSpan[], frame: UsageFrame): void {
  for (const span of spans) {
    const wanted = Math.min(wish(story, span, frame), span.ceiling);
    const moments = momentsIn(span, story, { count: wanted, now: frame.now, random: frame.random });
    const counted: { at: Date; key: string; conversationId: string }[] = [];
    for (const at of moments) {
      const rows = converse(story, agentOf(frame.account, frame.random), at, frame.random);
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

function addPeriod(writer: RowWriter, story: Story, span: UsageSpan, { counted, random }: Counted): void {
  const period = { tenant_id: story.tenantId, period_start: span.start };
  writer.add('usage_periods', {
    ...period,
    period_end: span.end,
    lim: span.limit,
    ceiling: span.ceiling,
    free_until: span.freeUntil,
    used: counted.length,
    reserved: 0,
  });
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
