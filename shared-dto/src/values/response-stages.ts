/** Of what the time to an answer is made, in the order things begin. Stages of an engine that streams overlap: their sum is no response time. */
export const RESPONSE_STAGES = ['listen', 'think', 'speak'] as const;
export type ResponseStage = (typeof RESPONSE_STAGES)[number];

/** The same words on the page, in files and in the report. */
export const RESPONSE_STAGE_LABELS: Readonly<Record<ResponseStage, string>> = { listen: 'Listen', think: 'Think', speak: 'Speak' };

/** Longest latency of a turn, and of each of its stages: ten minutes, in milliseconds. */
export const LATENCY_MS_MAX = 600_000;
