import * as z from 'zod';
import { TimeZone } from '../auth/auth.dto.js';
import { DayOrInstant, Instant, KeysetQuery, keysetOf } from '../platform/page.dto.js';
import { LIMITS } from '../values/limits.js';
import { LATENCY_MS_MAX, RESPONSE_STAGES } from '../values/response-stages.js';
import { LENGTH_FILTERS, OUTCOME_FILTERS, VISITOR_FACTS, VISITOR_FILTERS } from '../values/row-filters.js';
import {
  CONVERSATION_CHANNELS,
  CONVERSATION_OUTCOMES,
  CONVERSATION_STATUSES,
  DEVICES,
  SPEAKERS,
  TOOL_STATUSES,
} from '../values/statuses.js';

const Country = z.string().regex(/^[A-Z]{2}$/, 'an ISO 3166-1 alpha-2 code');

export const StartConversation = z
  .strictObject({
    agentId: z.uuid(),
    sessionId: z
      .string()
      .trim()
      .min(1)
      .max(LIMITS.sessionIdMax)
      .describe('Your id of the session; a conversation is counted once per session'),
    channel: z.enum(CONVERSATION_CHANNELS).default('api'),
    visitorId: z.string().max(128).optional().describe('A pseudonymous id of the visitor; never a name or an address'),
    country: Country.optional(),
    device: z.enum(DEVICES).optional(),
    browser: z.string().max(LIMITS.browserMax).optional(),
  })
  .meta({ id: 'StartConversation' });
export type StartConversation = z.infer<typeof StartConversation>;

/** How long the stages of an answer took, in milliseconds; null what the engine did not measure. */
export const StageTimes = z
  .object({
    listenMs: z.int().nullable().describe('From the end of the visitor’s speech until its text was there'),
    thinkMs: z.int().nullable().describe('Until the first words of the answer were there'),
    speakMs: z.int().nullable().describe('Until its first audio'),
  })
  .meta({ id: 'StageTimes' });
export type StageTimes = z.infer<typeof StageTimes>;

export const Conversation = z
  .object({
    id: z.uuid(),
    agentId: z.uuid(),
    agentName: z.string(),
    sessionId: z.string(),
    channel: z.enum(CONVERSATION_CHANNELS),
    status: z.enum(CONVERSATION_STATUSES),
    outcome: z.enum(CONVERSATION_OUTCOMES),
    startedAt: Instant,
    endedAt: Instant.nullable(),
    durationSeconds: z.int().nullable(),
    firstResponseMs: z.int().nullable(),
    firstResponseStages: StageTimes.nullable().describe('Of the same answer; null where its engine measured none'),
    visitorId: z.string().nullable(),
    country: z.string().nullable(),
    device: z.enum(DEVICES).nullable(),
    browser: z.string().nullable(),
    endReason: z.string().nullable(),
    turnCount: z.int(),
    isCounted: z.boolean().describe('Whether it counts towards the plan limit'),
  })
  .meta({ id: 'Conversation' });
export type Conversation = z.infer<typeof Conversation>;
export const ConversationList = keysetOf(Conversation, 'ConversationList');
export type ConversationList = z.infer<typeof ConversationList>;

const Latency = z.int().min(0).max(LATENCY_MS_MAX);

/** What an engine measured of an answer. Stages may overlap, so nothing is said of their sum. */
export const TurnStages = z
  .strictObject({
    listenMs: Latency.optional().describe('From the end of the visitor’s speech until its text was there'),
    thinkMs: Latency.optional().describe('Until the first words of the answer were there'),
    speakMs: Latency.optional().describe('Until its first audio'),
  })
  .refine((stages) => Object.values(stages).some((time) => time !== undefined), 'at least one stage')
  .meta({ id: 'TurnStages' });
export type TurnStages = z.infer<typeof TurnStages>;

export const TurnInput = z
  .strictObject({
    speaker: z.enum(SPEAKERS),
    text: z.string().min(1).max(LIMITS.turnTextMax),
    startedAt: Instant.optional(),
    latencyMs: Latency.optional().describe('Of an agent’s turn, from the end of the visitor’s speech to its first audio'),
    stages: TurnStages.optional().describe('Of what `latencyMs` is made; only of an agent’s turn that has it'),
  })
  .superRefine(({ speaker, latencyMs, stages }, context) => {
    if (stages === undefined || (speaker === 'agent' && latencyMs !== undefined)) return;
    const message = speaker === 'agent' ? 'need `latencyMs`, which they are stages of' : 'are those of an agent’s turn';
    context.addIssue({ code: 'custom', path: ['stages'], message });
  })
  .meta({ id: 'TurnInput' });
export type TurnInput = z.infer<typeof TurnInput>;
export const AddTurns = z.strictObject({ turns: z.array(TurnInput).min(1).max(LIMITS.turnsPerRequestMax) }).meta({ id: 'AddTurns' });
export type AddTurns = z.infer<typeof AddTurns>;

export const TranscriptTurn = z
  .object({
    id: z.uuid(),
    position: z.int(),
    speaker: z.enum(SPEAKERS),
    text: z.string(),
    startedAt: Instant,
    latencyMs: z.int().nullable(),
    stages: StageTimes.nullable(),
  })
  .meta({ id: 'TranscriptTurn' });
export type TranscriptTurn = z.infer<typeof TranscriptTurn>;
export const TurnList = z.object({ items: z.array(TranscriptTurn) }).meta({ id: 'TurnList' });
export type TurnList = z.infer<typeof TurnList>;

export const AddToolExecution = z
  .strictObject({
    name: z.string().min(1).max(64),
    status: z.enum(TOOL_STATUSES),
    durationMs: z.int().min(0).max(3_600_000),
    error: z.string().max(1_000).optional(),
    callId: z
      .string()
      .trim()
      .min(1)
      .max(LIMITS.callIdMax)
      .optional()
      .describe('Your id of the call: a retry carries the id of what it repeats; without one each execution is a call of its own'),
  })
  .meta({ id: 'AddToolExecution' });
export type AddToolExecution = z.infer<typeof AddToolExecution>;

export const ToolExecution = z
  .object({
    id: z.uuid(),
    name: z.string(),
    status: z.enum(TOOL_STATUSES),
    durationMs: z.int(),
    error: z.string().nullable(),
    executedAt: Instant,
    callId: z.string().nullable().describe('As it was sent; null of an execution that is a call of its own'),
    attempt: z.int().describe('1 for the first execution of a call, 2 for the one that repeats it, …'),
    isLast: z.boolean().describe('Whether no later attempt followed so far: how the call went is how its last attempt did'),
  })
  .meta({ id: 'ToolExecution' });
export type ToolExecution = z.infer<typeof ToolExecution>;

export const EndConversation = z
  .strictObject({
    status: z.enum(['completed', 'abandoned', 'failed']).default('completed'),
    outcome: z.enum(CONVERSATION_OUTCOMES).default('unknown'),
    endReason: z.string().max(120).optional(),
    connectedSeconds: z.int().min(0).max(86_400).optional().describe('Seconds of connected audio; 10 or more count without a turn'),
  })
  .meta({ id: 'EndConversation' });
export type EndConversation = z.infer<typeof EndConversation>;

export const ConversationDetail = Conversation.extend({
  turns: z.array(TranscriptTurn),
  toolExecutions: z.array(ToolExecution),
}).meta({ id: 'ConversationDetail' });
export type ConversationDetail = z.infer<typeof ConversationDetail>;

/** How yes and no and numbers are said: an address has words, a body has values. */
interface FilterValues<Flag extends z.ZodType<boolean>, Whole extends z.ZodType<number>> {
  readonly flag: Flag;
  /** 1 to 7. */
  readonly weekday: Whole;
  /** 0 to 23. */
  readonly hour: Whole;
}

/** What narrows conversations, in the list as in a file of them. */
export const conversationFilters = <F extends z.ZodType<boolean>, W extends z.ZodType<number>>({
  flag,
  weekday,
  hour,
}: FilterValues<F, W>) => ({
  agentId: z.uuid().optional(),
  status: z.enum(CONVERSATION_STATUSES).optional(),
  outcome: z.enum(OUTCOME_FILTERS).optional().describe('`known` is success or failure'),
  channel: z.enum(CONVERSATION_CHANNELS).optional(),
  isCounted: flag.optional().describe('Whether they count towards the plan; every figure is of those that do'),
  isEnded: flag.optional(),
  length: z.enum(LENGTH_FILTERS).optional().describe('`none` ended within a second, `some` is what durations are made of'),
  hasFirstResponse: flag.optional().describe('Whether the agent answered, so that a response time is known'),
  measuredStage: z.enum(RESPONSE_STAGES).optional().describe('How long this stage of the first answer took is known'),
  visitor: z
    .enum(VISITOR_FILTERS)
    .optional()
    .describe('`known` has a visitor id; `new` and `returning` had no or some conversation that counts before `from`, which they need'),
  oncePerVisitor: flag
    .optional()
    .describe('Of each visitor the latest conversation that counts, of the range and of the agent and channel that are asked for'),
  country: Country.optional(),
  device: z.enum(DEVICES).optional(),
  browser: z.string().min(1).max(LIMITS.browserMax).optional().describe('Its name, exactly'),
  unsaid: z.enum(VISITOR_FACTS).optional().describe('Of this nothing was said when the conversation began'),
  weekday: weekday.optional().describe('Began on this day of the week, in the zone of the days; 1 is Monday'),
  hour: hour.optional().describe('Began in this hour of the clock, in the zone of the days'),
});

/** Nobody is new without a first day. */
export function checkVisitor(
  { visitor, from }: { visitor?: string | undefined; from?: string | undefined },
  context: z.RefinementCtx,
): void {
  if ((visitor === 'new' || visitor === 'returning') && from === undefined)
    context.addIssue({ code: 'custom', path: ['from'], message: 'is needed to tell new visitors from returning ones' });
}

/** Not by coercion, which takes an empty text for zero. */
const numeral = (pattern: RegExp, message: string) => z.string().regex(pattern, message).transform(Number);

export const ConversationQuery = KeysetQuery.extend({
  ...conversationFilters({
    flag: z.stringbool(),
    weekday: numeral(/^[1-7]$/, 'a number from 1 to 7'),
    hour: numeral(/^(1?\d|2[0-3])$/, 'a number from 0 to 23'),
  }),
  from: DayOrInstant.optional().describe('An instant, or the first local day'),
  to: DayOrInstant.optional().describe('Exclusive: an instant, or the local day after the last one'),
  timeZone: TimeZone.optional().describe('Zone of the days and hours; that of the workspace unless told'),
}).superRefine(checkVisitor);
export type ConversationQuery = z.infer<typeof ConversationQuery>;
