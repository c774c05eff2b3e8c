import { defineJob } from '../../../platform/queues/job.js';

const MINUTE_MS = 60_000;

/** Not in the queue of maintenance, which does one job after the other: this one can take minutes. */
export const runTenantBulk = defineJob<'run-tenant-bulk', { readonly runId: string }>({ name: 'run-tenant-bulk', queue: 'events' });
/** A worker that died leaves its run where it was; another one goes on. */
export const resumeTenantBulk = defineJob({ name: 'resume-tenant-bulk', queue: 'maintenance', every: MINUTE_MS });
