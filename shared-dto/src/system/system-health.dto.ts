import * as z from 'zod';
import { Instant } from '../platform/page.dto.js';
import { PROCESS_KINDS, PROCESS_STATES, SYSTEM_RANGES } from '../values/system-ranges.js';

/** How far back to look. */
export const SystemRangeQuery = z.strictObject({ range: z.enum(SYSTEM_RANGES).default('1h') });
export type SystemRangeQuery = z.infer<typeof SystemRangeQuery>;

/** A process as it last described itself. */
export const SystemProcess = z
  .object({
    id: z.uuid(),
    kind: z.enum(PROCESS_KINDS),
    host: z.string(),
    pid: z.int(),
    version: z.string(),
    nodeVersion: z.string(),
    startedAt: Instant,
    seenAt: Instant,
    stoppedAt: Instant.nullable(),
    state: z.enum(PROCESS_STATES),
    uptimeSeconds: z.int().describe('From its start to its last heartbeat'),
    memoryBytes: z.number().nullable().describe('Resident set'),
    heapBytes: z.number().nullable(),
    cpuCores: z.number().nullable().describe('Processor time per time, 1 = one core, between its last two heartbeats'),
    loopLagMs: z.number().nullable().describe('p99 of the event loop’s lag between its last two heartbeats'),
  })
  .meta({ id: 'SystemProcess' });
export type SystemProcess = z.infer<typeof SystemProcess>;

/** PostgreSQL, as it sees itself now. Counters are since `statsSince`. */
export const SystemPostgres = z
  .object({
    version: z.string(),
    startedAt: Instant,
    isReplica: z.boolean(),
    sizeBytes: z.number(),
    maxConnections: z.int(),
    connections: z.array(z.object({ role: z.string(), state: z.string(), count: z.int() })),
    longestTransactionSeconds: z.number().nullable(),
    cacheHitShare: z.number().nullable().describe('Blocks found in memory, of all that were read'),
    commits: z.number(),
    rollbacks: z.number(),
    deadlocks: z.number(),
    statsSince: Instant.nullable(),
    waitingLocks: z.int(),
    replicas: z.array(z.object({ state: z.string(), lagSeconds: z.number().nullable() })),
    tables: z
      .array(
        z.object({
          name: z.string(),
          bytes: z.number(),
          liveRows: z.number(),
          deadRows: z.number(),
          deadShare: z.number(),
          vacuumedAt: Instant.nullable(),
        }),
      )
      .describe('Those with most dead rows'),
    migrations: z.object({ applied: z.int(), last: z.string().nullable(), missing: z.array(z.string()) }),
  })
  .meta({ id: 'SystemPostgres' });
export type SystemPostgres = z.infer<typeof SystemPostgres>;

/** All processes of one step; nulls where nothing was recorded. */
export const SystemHealthPoint = z
  .object({
    at: Instant.describe('Start of the step'),
    isRecorded: z.boolean().describe('False: a gap, nobody wrote'),
    processes: z.int(),
    memoryBytes: z.number().nullable().describe('Largest process'),
    cpuCores: z.number().nullable().describe('All processes'),
    loopLagMs: z.number().nullable().describe('Worst process'),
    poolWaiting: z.number().nullable().describe('Most callers that waited for a connection'),
  })
  .meta({ id: 'SystemHealthPoint' });
export type SystemHealthPoint = z.infer<typeof SystemHealthPoint>;

export const SystemHealth = z
  .object({
    asOf: Instant,
    range: z.enum(SYSTEM_RANGES),
    stepSeconds: z.int(),
    processes: z.array(SystemProcess),
    postgres: SystemPostgres,
    points: z.array(SystemHealthPoint),
  })
  .meta({ id: 'SystemHealth' });
export type SystemHealth = z.infer<typeof SystemHealth>;
