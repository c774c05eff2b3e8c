import type { LengthFilter, OutcomeFilter, ResponseStage, VisitorFact, VisitorFilter } from '@orbisvoice/shared-dto/values';

/** Filters of conversations that stand in a statement by themselves: none of them carries a text of a caller. */
export interface ConversationTraits {
  readonly outcome?: OutcomeFilter | undefined;
  readonly isCounted?: boolean | undefined;
  readonly isEnded?: boolean | undefined;
  readonly length?: LengthFilter | undefined;
  readonly hasFirstResponse?: boolean | undefined;
  readonly measuredStage?: ResponseStage | undefined;
  readonly visitor?: VisitorFilter | undefined;
  readonly oncePerVisitor?: boolean | undefined;
  readonly unsaid?: VisitorFact | undefined;
  readonly weekday?: number | undefined;
  readonly hour?: number | undefined;
  /** Only whether there is one matters. */
  readonly agentId?: string | undefined;
  readonly channel?: string | undefined;
}

/** The SQL of the first moment of the range, and of the one after the last, null without one; and the name of the zone of its days. */
export interface SpanBounds {
  readonly starts: string | null;
  readonly ends: string | null;
  readonly zone: () => string;
}

const unless = (isNegated: boolean, text: string): string => (isNegated ? `not ${text}` : text);
const STAGES: Readonly<Record<ResponseStage, string>> = { listen: 'first_listen_ms', think: 'first_think_ms', speak: 'first_speak_ms' };
const LENGTHS: Readonly<Record<LengthFilter, string>> = { none: 'c.duration_seconds = 0', some: 'c.duration_seconds > 0' };

/** Other conversations that count of the same visitor: a look into the index `conversations_visitor`. */
const others = (where: readonly string[]): string =>
  `exists (select 1 from conversations e
            where e.tenant_id = c.tenant_id and e.visitor_id = c.visitor_id and e.counted_at is not null and ${where.join(' and ')})`;

/** The figures of visitors (engagement.sql.ts) as conditions of a conversation. */
function ofVisitors({ visitor, oncePerVisitor, agentId, channel }: ConversationTraits, { starts, ends }: SpanBounds): string[] {
  if (visitor === undefined && oncePerVisitor !== true) return [];
  const all = ['c.visitor_id is not null'];
  if (visitor === 'new' || visitor === 'returning') {
    if (starts === null) throw new Error('a first day tells new visitors from returning ones');
    all.push('c.counted_at is not null', unless(visitor === 'new', others([`e.started_at < ${starts}`])));
  }
  if (oncePerVisitor === true) {
    // the latest, not the first: a list begins with the newest, most of which are the latest of somebody
    const later = ['(e.started_at, e.id) > (c.started_at, c.id)'];
    if (ends !== null) later.push(`e.started_at < ${ends}`);
    // what is asked for is the same for both
    if (agentId !== undefined) later.push('e.agent_id = c.agent_id');
    if (channel !== undefined) later.push('e.channel = c.channel');
    all.push('c.counted_at is not null', unless(true, others(later)));
  }
  return all;
}

/** By the clock of the zone, as the heat map counts: an hour that comes twice is one. */
const ofClock = (field: 'isodow' | 'hour', value: number | undefined, { zone }: SpanBounds): string[] =>
  value === undefined ? [] : [`extract(${field} from c.started_at at time zone ${zone()}) = ${value}`];

/** Conditions of a conversation `c`. */
export function conversationConditions(traits: ConversationTraits, span: SpanBounds): string[] {
  const { outcome, isCounted, isEnded, length, hasFirstResponse, measuredStage, unsaid, weekday, hour } = traits;
  return [
    ...(outcome === 'known' ? [`c.outcome in ('success', 'failure')`] : []),
    ...(isCounted === undefined ? [] : [`c.counted_at is ${unless(isCounted, 'null')}`]),
    ...(isEnded === undefined ? [] : [`c.ended_at is ${unless(isEnded, 'null')}`]),
    ...(length === undefined ? [] : [LENGTHS[length]]),
    ...(hasFirstResponse === undefined ? [] : [`c.first_response_ms is ${unless(hasFirstResponse, 'null')}`]),
    ...(measuredStage === undefined ? [] : [`c.${STAGES[measuredStage]} is not null`]),
    ...(unsaid === undefined ? [] : [`c.${unsaid} is null`]),
    ...ofClock('isodow', weekday, span),
    ...ofClock('hour', hour, span),
    ...ofVisitors(traits, span),
  ];
}
