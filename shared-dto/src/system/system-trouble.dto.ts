import * as z from 'zod';
import { Instant } from '../platform/page.dto.js';
import { ERROR_ORIGINS, PROCESS_KINDS, SYSTEM_RANGES } from '../values/system-ranges.js';

/** Errors that look the same: one code, one shape of the message, one place in the code. */
export const SystemError = z
  .object({
    id: z.string(),
    code: z.string(),
    type: z.string(),
    message: z.string().describe('Masked: no address, secret or quoted value'),
    frame: z.string().nullable().describe('The first line of the stack that is ours'),
    origin: z.enum(ERROR_ORIGINS),
    count: z.number().describe('In the range'),
    total: z.number().describe('Since it was first seen'),
    firstSeenAt: Instant,
    lastSeenAt: Instant,
    places: z.array(z.string()).describe('Routes or jobs'),
    traceIds: z.array(z.string()).describe('Newest first'),
  })
  .meta({ id: 'SystemError' });
export type SystemError = z.infer<typeof SystemError>;

/** A code the API refused or failed with. */
export const SystemRefusal = z
  .object({ id: z.string(), code: z.string(), status: z.int(), count: z.number(), perMinute: z.number().nullable() })
  .meta({ id: 'SystemRefusal' });
export type SystemRefusal = z.infer<typeof SystemRefusal>;

export const SystemErrorPoint = z
  .object({
    at: Instant,
    isRecorded: z.boolean(),
    clientErrors: z.number(),
    serverErrors: z.number(),
    failedJobs: z.number().describe('Runs that were the last try'),
  })
  .meta({ id: 'SystemErrorPoint' });
export type SystemErrorPoint = z.infer<typeof SystemErrorPoint>;

export const SystemErrors = z
  .object({
    asOf: Instant,
    range: z.enum(SYSTEM_RANGES),
    stepSeconds: z.int(),
    items: z.array(SystemError),
    refusals: z.array(SystemRefusal),
    points: z.array(SystemErrorPoint),
  })
  .meta({ id: 'SystemErrors' });
export type SystemErrors = z.infer<typeof SystemErrors>;

/** A connection that left HTTP by an upgrade. */
export const SystemSocket = z
  .object({
    id: z.string(),
    processId: z.uuid(),
    host: z.string(),
    pid: z.int(),
    path: z.string().describe('Ids in it are left out'),
    protocol: z.string(),
    since: Instant,
    bytesIn: z.number(),
    bytesOut: z.number(),
  })
  .meta({ id: 'SystemSocket' });
export type SystemSocket = z.infer<typeof SystemSocket>;

export const SystemSockets = z
  .object({
    asOf: Instant,
    total: z.int().describe('Also those that are not listed'),
    processes: z.array(
      z.object({ id: z.uuid(), kind: z.enum(PROCESS_KINDS), host: z.string(), pid: z.int(), count: z.int(), seenAt: Instant }),
    ),
    items: z.array(SystemSocket).describe('Oldest first'),
  })
  .meta({ id: 'SystemSockets' });
export type SystemSockets = z.infer<typeof SystemSockets>;
