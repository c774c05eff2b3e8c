import { AsyncLocalStorage } from 'node:async_hooks';

const traces = new AsyncLocalStorage<string>();

/** Runs `work` under this trace id: its log lines, events and jobs carry it. */
export const runInTrace = <T>(traceId: string, work: () => T): T => traces.run(traceId, work);

/** The trace id of the request, job or event being worked on; null outside of any. */
export const currentTraceId = (): string | null => traces.getStore() ?? null;
