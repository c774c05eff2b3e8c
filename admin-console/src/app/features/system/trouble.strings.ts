import type { ErrorOrigin } from '@orbisvoice/shared-dto/values';
import { counted } from '../../core/counted';

/** Words of the errors page. */
export const ERRORS = {
  title: 'Errors',
  heading: 'Errors',
  intro: 'What failed, grouped by code, message and place; and what was refused, by code. Masked: nothing of anybody is kept.',
  chart: 'Failures and refusals',
  lines: { server: '5xx answers', client: '4xx answers', jobs: 'jobs given up' },
  groups: 'Recent errors',
  caption: 'Errors by group, the latest first',
  columns: { error: 'Error', count: 'Count', places: 'Where', seen: 'Last seen', trace: 'Traces' },
  total: (count: string) => `${count} in all`,
  first: 'first',
  more: (count: number) => `and ${count} more`,
  traceId: 'the trace id',
  audit: (trace: string) => `Audit entries of the trace ${trace}`,
  empty: 'Nothing failed in this time',
  emptyText: 'Errors appear here seconds after they happen, from every process.',
  refusals: 'Refusals by code',
  refusalCaption: 'Answers with 4xx and 5xx by code',
  refusalColumns: { code: 'Code', status: 'Status', count: 'Count', rate: 'Per min' },
  noRefusals: 'No request was refused in this time.',
} as const;

export const ORIGIN_NAMES: Readonly<Record<ErrorOrigin, string>> = { request: 'Request', job: 'Job' };

/** Words of the WebSockets page. */
export const SOCKETS = {
  title: 'WebSockets',
  heading: 'WebSockets',
  intro: 'Connections that left HTTP by an upgrade, of every API process by its word every 15 seconds.',
  open: 'Open connections',
  caption: 'Open connections, the oldest first',
  columns: { path: 'Path', protocol: 'Protocol', since: 'Open since', bytesIn: 'Received', bytesOut: 'Sent', process: 'Process' },
  notListed: (count: number) => `${counted(count, 'connection is', 'connections are')} not listed.`,
  empty: 'No connection is upgraded',
  emptyText: 'Nothing of the product opens a WebSocket yet. As soon as something does, its connections are listed here.',
  processes: 'API processes',
  processCaption: 'API processes and their open connections',
  processColumns: { process: 'Process', count: 'Open', seen: 'Last heartbeat' },
  noProcess: 'No API process has been heard of lately.',
  process: (host: string, pid: number) => `${host}, pid ${pid}`,
} as const;
