/** How far back a system page looks. */
export const SYSTEM_RANGES = ['1h', '6h', '24h', '7d'] as const;
export type SystemRange = (typeof SYSTEM_RANGES)[number];

/** Seconds of a range, and of the steps its charts are drawn in. */
export const SYSTEM_RANGE_STEPS: Readonly<Record<SystemRange, { readonly seconds: number; readonly step: number }>> = {
  '1h': { seconds: 3_600, step: 60 },
  '6h': { seconds: 21_600, step: 300 },
  '24h': { seconds: 86_400, step: 900 },
  '7d': { seconds: 604_800, step: 7_200 },
};

export const PROCESS_KINDS = ['api', 'worker'] as const;
export type ProcessKind = (typeof PROCESS_KINDS)[number];

/** Silent: it has not been heard of for longer than it should, and did not say that it ends. */
export const PROCESS_STATES = ['up', 'silent', 'stopped'] as const;
export type ProcessState = (typeof PROCESS_STATES)[number];

/** Whose timings of statements: of our own pools, by range; or PostgreSQL's, since they were last reset. */
export const STATEMENT_SOURCES = ['own', 'server'] as const;
export type StatementSource = (typeof STATEMENT_SOURCES)[number];

/** Where an error came up. */
export const ERROR_ORIGINS = ['request', 'job'] as const;
export type ErrorOrigin = (typeof ERROR_ORIGINS)[number];
