/** Every bound the product promises, in one place. Lengths are UTF-16 code units, sizes bytes, times seconds. */
export const LIMITS = {
  pageSizeMax: 100,
  pageSizeDefault: 20,
  passwordMin: 12,
  passwordMax: 128,
  emailMax: 254,
  nameMax: 120,
  systemPromptMax: 20_000,
  greetingMax: 500,
  toolsPerAgentMax: 20,
  allowedOriginsMax: 20,
  turnTextMax: 8_000,
  turnsPerRequestMax: 100,
  usageBatchMax: 1_000,
  idempotencyKeyMax: 255,
  sessionIdMax: 128,
  callIdMax: 128,
  browserMax: 40,
  widgetEventsPerRequestMax: 20,
  bodyBytesMax: 1_048_576,
  requestsPerMinute: 100,
  apiKeysPerTenantMax: 50,
  /** Lists of tenants that one of staff keeps under names. */
  viewsPerPersonMax: 50,
  /** As many as Stripe prints on an invoice. */
  taxIdsMax: 5,
  /** Minor units of the plan's currency, per usage period. */
  overageCapMin: 100,
  overageCapMax: 10_000_000,
  /** Most conversations a month that staff can set or grant. */
  conversationLimitMax: 10_000_000,
} as const;

/** Share of the limit at which the owner is warned, in percent. Drives the banner, the mail and the event alike. */
export const USAGE_THRESHOLDS = [80, 100] as const;
export type UsageThreshold = (typeof USAGE_THRESHOLDS)[number];

/** Paid plans may run this share over their limit before new conversations stop (product.md §2). */
export const PAID_GRACE_PERCENT = 10;

/** What counts: printed beside every usage figure (product.md §2). */
export const CONVERSATION_DEFINITION =
  'One session with at least one visitor turn or 10 seconds of connected audio, counted once. Playground and failed sessions never count.';
