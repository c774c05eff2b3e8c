import * as z from 'zod';
import { Instant } from '../platform/page.dto.js';
import { INTEGRATION_KINDS, INTEGRATION_NAME } from '../values/integrations.js';
import { CIRCUIT_STATES } from '../values/queues.js';
import { PROCESS_KINDS } from '../values/system-ranges.js';

/** What one process sees of an integration that has a circuit. */
export const IntegrationCircuit = z
  .object({
    host: z.string(),
    pid: z.int(),
    kind: z.enum(PROCESS_KINDS),
    state: z.enum(CIRCUIT_STATES),
    until: Instant.nullable().describe('When the next try may go through'),
  })
  .meta({ id: 'IntegrationCircuit' });
export type IntegrationCircuit = z.infer<typeof IntegrationCircuit>;

/** The latest probe, whoever asked for it. */
export const IntegrationProbe = z
  .object({
    beganAt: Instant,
    endedAt: Instant.nullable().describe('Null while it runs'),
    byName: z.string().nullable(),
    isOk: z.boolean().nullable(),
    latencyMs: z.int().nullable(),
    detail: z.string().nullable().describe('What it said; masked'),
  })
  .meta({ id: 'IntegrationProbe' });
export type IntegrationProbe = z.infer<typeof IntegrationProbe>;

export const SystemIntegration = z
  .object({
    name: z.string(),
    kind: z.enum(INTEGRATION_KINDS).describe('`service`: runs next to the platform and is asked once a minute (`WATCHED_SERVICES`)'),
    lastSuccessAt: Instant.nullable().describe('Over all processes, of the last 14 days'),
    lastErrorAt: Instant.nullable(),
    lastError: z.string().nullable().describe('Masked'),
    latencyMs: z.int().nullable().describe('Of the latest call that went well'),
    successes24h: z.int(),
    failures24h: z.int(),
    circuits: z.array(IntegrationCircuit),
    canProbe: z.boolean(),
    probe: IntegrationProbe.nullable(),
  })
  .meta({ id: 'SystemIntegration' });
export type SystemIntegration = z.infer<typeof SystemIntegration>;

/** Only what this installation is configured for. */
export const SystemIntegrations = z.object({ asOf: Instant, items: z.array(SystemIntegration) }).meta({ id: 'SystemIntegrations' });
export type SystemIntegrations = z.infer<typeof SystemIntegrations>;

export const IntegrationParam = z.strictObject({ name: z.string().regex(INTEGRATION_NAME) });
export type IntegrationParam = z.infer<typeof IntegrationParam>;
