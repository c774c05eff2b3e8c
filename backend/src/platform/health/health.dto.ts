import * as z from 'zod';

/** The process runs. */
export const Liveness = z.object({ status: z.literal('up') }).meta({ id: 'Liveness' });
export type Liveness = z.infer<typeof Liveness>;

/** Whether the process can do its work, part by part. */
export const ReadinessReport = z
  .object({
    status: z.enum(['ready', 'not_ready']),
    parts: z.array(z.object({ name: z.string(), status: z.enum(['up', 'down']), ms: z.int() })),
    figures: z.record(z.string(), z.number().nullable()).describe('What a glance should show; null while unknown'),
  })
  .meta({ id: 'ReadinessReport' });
export type ReadinessReport = z.infer<typeof ReadinessReport>;
