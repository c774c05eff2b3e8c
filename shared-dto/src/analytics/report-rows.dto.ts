import * as z from 'zod';
import { Instant, KeysetQuery, keysetOf } from '../platform/page.dto.js';
import { COUNTED_CHANNELS, FUNNEL_MODES, FUNNEL_STEPS } from '../values/analytics.js';
import { TOOL_ATTEMPT_FILTERS, TOOL_CALL_FILTERS } from '../values/row-filters.js';
import { DEVICES, TOOL_STATUSES } from '../values/statuses.js';
import { checkRange, reportDays, reportSpan } from './analytics-query.dto.js';

/** The tool executions that a report counted: its days, and what they are narrowed to. */
export const ToolCallQuery = KeysetQuery.extend({
  ...reportDays,
  agentId: z.uuid().optional(),
  channel: z.enum(COUNTED_CHANNELS).optional(),
  tool: z.string().max(64).optional(),
  status: z.enum(TOOL_CALL_FILTERS).optional().describe('`unsuccessful` is failed or timed out'),
  attempts: z
    .enum(TOOL_ATTEMPT_FILTERS)
    .optional()
    .describe('`last` is one for each call, how it went; `retried` the last one of each call that had several; every attempt unless told'),
  cause: z.string().max(400).optional().describe('As the report on agents names it, in any spelling of capitals'),
}).superRefine(checkRange);
export type ToolCallQuery = z.infer<typeof ToolCallQuery>;

/** An execution of a tool in a conversation that counts: an attempt of a call. */
export const ToolCall = z
  .object({
    id: z.uuid(),
    executedAt: Instant,
    agentId: z.uuid(),
    agentName: z.string(),
    channel: z.enum(COUNTED_CHANNELS),
    tool: z.string(),
    status: z.enum(TOOL_STATUSES),
    cause: z.string().nullable().describe('Why it failed, as the report on agents counts it; null of one that succeeded'),
    durationMs: z.int(),
    callId: z.string().nullable().describe('What the integrator calls the call; null of an execution that is a call of its own'),
    attempt: z.int(),
    attempts: z.int().describe('How many attempts the call has had so far'),
    conversationId: z.uuid(),
  })
  .meta({ id: 'ToolCall' });
export type ToolCall = z.infer<typeof ToolCall>;
export const ToolCallList = keysetOf(ToolCall, 'ToolCallList');
export type ToolCallList = z.infer<typeof ToolCallList>;

/** The visits that a report counted: its days, or the moments of one of its hours, and how far they came at least. */
export const WidgetVisitQuery = KeysetQuery.extend({
  ...reportSpan,
  agentId: z.uuid().optional(),
  step: z.enum(FUNNEL_STEPS).default('impression').describe('Visits that reached it; each visit has an impression'),
  funnel: z.enum(FUNNEL_MODES).default('sequential'),
}).superRefine(checkRange);
export type WidgetVisitQuery = z.infer<typeof WidgetVisitQuery>;

/** A visit of a page with the widget. */
export const WidgetVisit = z
  .object({
    id: z.string(),
    startedAt: Instant,
    agentId: z.uuid(),
    agentName: z.string(),
    step: z.enum(FUNNEL_STEPS).describe('How far it came'),
    country: z.string().nullable(),
    device: z.enum(DEVICES).nullable(),
    browser: z.string().nullable(),
    conversationId: z.uuid().nullable().describe('Its conversation, where one counts'),
  })
  .meta({ id: 'WidgetVisit' });
export type WidgetVisit = z.infer<typeof WidgetVisit>;
export const WidgetVisitList = keysetOf(WidgetVisit, 'WidgetVisitList');
export type WidgetVisitList = z.infer<typeof WidgetVisitList>;
