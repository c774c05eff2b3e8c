import { defineJob } from '../../../platform/queues/job.js';

const MINUTE_MS = 60_000;

/** Which asking for which export. */
export interface RunExportPayload extends Readonly<Record<string, string | number>> {
  readonly tenantId: string;
  readonly exportId: string;
  readonly generation: number;
}

/** The row counts the tries; more of the job's than of the row's, for a worker that is stopped tries nothing. */
export const runExport = defineJob<'run-export', RunExportPayload>({ name: 'run-export', queue: 'exports', attempts: 8 });
/** Not in the queue of exports, whose places may all be taken by the ones that hang. */
export const rescueExports = defineJob({ name: 'rescue-exports', queue: 'events', every: 15_000, attempts: 1 });
export const expireExports = defineJob({ name: 'expire-exports', queue: 'maintenance', every: 5 * MINUTE_MS });
export const sweepExports = defineJob({ name: 'sweep-exports', queue: 'maintenance', cron: '23 * * * *' });
