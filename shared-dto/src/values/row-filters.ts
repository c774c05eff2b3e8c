import { CONVERSATION_OUTCOMES, TOOL_STATUSES } from './statuses.js';

/** Outcomes as a filter: `known` is success or failure, what the success rate is made of. */
export const OUTCOME_FILTERS = [...CONVERSATION_OUTCOMES, 'known'] as const;
export type OutcomeFilter = (typeof OUTCOME_FILTERS)[number];

/** Ended conversations of no length, and those that the durations are made of. */
export const LENGTH_FILTERS = ['none', 'some'] as const;
export type LengthFilter = (typeof LENGTH_FILTERS)[number];

/**
 * Who talked: somebody with a visitor id, and of these whoever had no conversation that counts before the first day, or had one. The last two
 * need that day, and leave out conversations that do not count.
 */
export const VISITOR_FILTERS = ['known', 'new', 'returning'] as const;
export type VisitorFilter = (typeof VISITOR_FILTERS)[number];

/** What a visitor's browser may have said of itself, as a filter for those that did not. */
export const VISITOR_FACTS = ['country', 'device', 'browser'] as const;
export type VisitorFact = (typeof VISITOR_FACTS)[number];

/** How a tool call went, as a filter: `unsuccessful` is failed or timed out, what the error rate is made of. */
export const TOOL_CALL_FILTERS = [...TOOL_STATUSES, 'unsuccessful'] as const;
export type ToolCallFilter = (typeof TOOL_CALL_FILTERS)[number];

/** Attempts of tool calls: `last` is one for each call, how it went; `retried` is the last one of each call that had several. */
export const TOOL_ATTEMPT_FILTERS = ['last', 'retried'] as const;
export type ToolAttemptFilter = (typeof TOOL_ATTEMPT_FILTERS)[number];

/** Whether what a conversion earns may still be taken back. */
export const HOLD_FILTERS = ['inside', 'past'] as const;
export type HoldFilter = (typeof HOLD_FILTERS)[number];
