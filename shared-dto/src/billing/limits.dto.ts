import * as z from 'zod';
import { Instant } from '../platform/page.dto.js';
import { GRANT_RECURRENCES } from '../values/statuses.js';

/** How the monthly limit in force is made: the plan's, or what staff set instead of it, and what staff granted on top. */
export const EffectiveLimits = z
  .object({
    effective: z.int().describe('The limit in force: the override, or else the plan’s, plus all grants'),
    plan: z.int().describe('Conversations a month of the plan'),
    override: z
      .object({ limit: z.int(), until: Instant.nullable() })
      .nullable()
      .describe('Set instead of the plan’s limit; null for none, `until` null when it has no end'),
    grants: z
      .array(z.object({ quantity: z.int(), recurrence: z.enum(GRANT_RECURRENCES), until: Instant.nullable() }))
      .describe('Granted on top, the one that ends first comes first'),
  })
  .meta({ id: 'EffectiveLimits' });
export type EffectiveLimits = z.infer<typeof EffectiveLimits>;
