import * as z from 'zod';
import { RESPONSE_STAGES } from '../values/response-stages.js';
import { Figure, ReportHead } from './analytics-query.dto.js';

/** How long a stage of the first answers took. Its percentiles are of its own values: those of the stages do not add up to those of the whole. */
export const StageFigures = z
  .object({
    stage: z.enum(RESPONSE_STAGES),
    measured: z.int().describe('Conversations whose first answer says how long it took'),
    median: z.number().nullable().describe('Milliseconds'),
    p95: z.number().nullable(),
    p99: z.number().nullable(),
  })
  .meta({ id: 'StageFigures' });
export type StageFigures = z.infer<typeof StageFigures>;
const Stages = z.array(StageFigures).describe('Listen, think and speak, also where nothing was measured');

/** One agent in the range; agents without a conversation are there, deleted ones if they had any. */
export const AgentFigures = z
  .object({
    agentId: z.uuid(),
    agentName: z.string(),
    isDeleted: z.boolean(),
    conversations: z.int(),
    previousConversations: z.int().nullable(),
    success: z.int(),
    failure: z.int(),
    unknown: z.int(),
    successRate: z.number().nullable().describe('success / (success + failure)'),
    durationMedian: z.number().nullable().describe('Seconds'),
    firstResponseMedian: z.number().nullable().describe('Milliseconds'),
    firstResponseP95: z.number().nullable(),
    firstResponseP99: z.number().nullable(),
    stages: Stages,
    toolCalls: z.int(),
    toolErrorRate: z.number().nullable(),
  })
  .meta({ id: 'AgentFigures' });
export type AgentFigures = z.infer<typeof AgentFigures>;

/** One tool of one agent, or all that are not among the first fifty. */
export const ToolFigures = z
  .object({
    agentId: z.uuid().nullable().describe('Null in the row of the rest, which holds tools of several agents'),
    agentName: z.string().nullable(),
    tool: z.string().describe('As it is called; `other` in the row of the rest'),
    calls: z.int().describe('By the moment of their last attempt, which says how they went'),
    attempts: z.int().describe('Every execution, each by its own moment'),
    retried: z.int().describe('Calls with more than one attempt'),
    failed: z.int(),
    timedOut: z.int(),
    errorRate: z.number().nullable().describe('(failed + timed out) / calls'),
    durationMedian: z.number().nullable().describe('Milliseconds of an attempt'),
    durationP95: z.number().nullable(),
  })
  .meta({ id: 'ToolFigures' });
export type ToolFigures = z.infer<typeof ToolFigures>;

/** A cause of failed tool calls, the most frequent first. */
export const ToolCause = z
  .object({
    tool: z.string(),
    cause: z.string().describe('As the tool reported it; `timed out` and `no reason given` are ours'),
    calls: z.int().describe('Whose last attempt came to it'),
  })
  .meta({ id: 'ToolCause' });
export type ToolCause = z.infer<typeof ToolCause>;

/** Agents side by side, and what their tools did. */
export const AgentAnalytics = ReportHead.extend({
  figures: z.object({
    conversations: Figure,
    success_rate: Figure,
    first_response_median: Figure,
    tool_calls: Figure,
    tool_attempts: Figure,
    tool_retry_rate: Figure,
    tool_error_rate: Figure,
  }),
  stages: Stages.describe('Of all these agents together'),
  agents: z.array(AgentFigures),
  tools: z
    .array(ToolFigures)
    .describe('Fifty rows at most, the most called first; the last is then the rest, with percentiles of its own: calls always add up'),
  toolCauses: z.array(ToolCause).describe('The twenty most frequent'),
}).meta({ id: 'AgentAnalytics' });
export type AgentAnalytics = z.infer<typeof AgentAnalytics>;
