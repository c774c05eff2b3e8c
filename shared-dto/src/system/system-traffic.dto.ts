import * as z from 'zod';
import { Instant } from '../platform/page.dto.js';
import { STATEMENT_SOURCES, SYSTEM_RANGES } from '../values/system-ranges.js';
import { SystemRangeQuery } from './system-health.dto.js';

const Milliseconds = z.number().nullable().describe('Null when nothing was counted');
const Quantiles = { p50Ms: Milliseconds, p95Ms: Milliseconds, p99Ms: Milliseconds };

export const SystemEndpointQuery = SystemRangeQuery.extend({
  route: z.string().max(300).optional().describe('The id of the route whose time series is wanted; all routes together unless given'),
});
export type SystemEndpointQuery = z.infer<typeof SystemEndpointQuery>;

/** A route by its pattern, over the whole range. Quantiles are read from merged histogram buckets. */
export const SystemEndpoint = z
  .object({
    id: z.string().describe('Method and pattern'),
    method: z.string(),
    route: z.string(),
    count: z.number(),
    perMinute: z.number().nullable(),
    clientErrors: z.number().describe('Answers with 4xx'),
    serverErrors: z.number().describe('Answers with 5xx'),
    errorShare: z.number().describe('5xx of all answers'),
    meanMs: Milliseconds,
    ...Quantiles,
  })
  .meta({ id: 'SystemEndpoint' });
export type SystemEndpoint = z.infer<typeof SystemEndpoint>;

export const SystemEndpointPoint = z
  .object({
    at: Instant.describe('Start of the step'),
    isRecorded: z.boolean().describe('False: a gap, nobody wrote'),
    perMinute: z.number().nullable(),
    clientErrors: z.number(),
    serverErrors: z.number(),
    ...Quantiles,
  })
  .meta({ id: 'SystemEndpointPoint' });
export type SystemEndpointPoint = z.infer<typeof SystemEndpointPoint>;

export const SystemEndpoints = z
  .object({
    asOf: Instant,
    range: z.enum(SYSTEM_RANGES),
    stepSeconds: z.int(),
    recordedMinutes: z.int().describe('Minutes of the range in which an API process wrote'),
    all: SystemEndpoint.describe('All routes together'),
    items: z.array(SystemEndpoint),
    route: z.string().nullable().describe('Whose points these are; null for all'),
    points: z.array(SystemEndpointPoint),
  })
  .meta({ id: 'SystemEndpoints' });
export type SystemEndpoints = z.infer<typeof SystemEndpoints>;

export const SystemStatementQuery = SystemRangeQuery.extend({ source: z.enum(STATEMENT_SOURCES).default('own') });
export type SystemStatementQuery = z.infer<typeof SystemStatementQuery>;

/** A statement by the shape of its text. Values and parameters are never kept. */
export const SystemStatement = z
  .object({
    id: z.string(),
    name: z.string().nullable().describe('What the code calls it, where it has a name'),
    text: z.string(),
    count: z.number(),
    totalMs: z.number(),
    meanMs: z.number(),
    p95Ms: z.number().nullable().describe('Null where the source knows no distribution'),
    maxMs: z.number().nullable(),
    rows: z.number(),
    errors: z.number().nullable().describe('Null where the source does not count them'),
    slowestAt: Instant.nullable(),
    slowestTraceId: z.string().nullable().describe('The request or job that ran the slowest one'),
  })
  .meta({ id: 'SystemStatement' });
export type SystemStatement = z.infer<typeof SystemStatement>;

export const SystemStatements = z
  .object({
    asOf: Instant,
    range: z.enum(SYSTEM_RANGES),
    source: z.enum(STATEMENT_SOURCES),
    hasServer: z.boolean().describe('Whether pg_stat_statements can be read'),
    totalMs: z.number().describe('Of all statements, also those that are not listed'),
    items: z.array(SystemStatement),
  })
  .meta({ id: 'SystemStatements' });
export type SystemStatements = z.infer<typeof SystemStatements>;
