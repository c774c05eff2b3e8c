import type { Conversation, StartConversation } from '@orbisvoice/shared-dto';

/** The fields a start sets and nothing changes later: what makes two requests the same. */
const FIELDS = ['agentId', 'sessionId', 'channel', 'visitorId', 'country', 'device', 'browser'] as const;

/** Whether the request is the one this conversation was started with. A field left out is the same as null. */
export const isSameStart = (conversation: Conversation, input: StartConversation): boolean =>
  FIELDS.every((field) => (conversation[field] ?? null) === (input[field] ?? null));

/** The request in one spelling, for its hash. */
export const canonicalStart = (input: StartConversation): string => JSON.stringify(FIELDS.map((field) => input[field] ?? null));
