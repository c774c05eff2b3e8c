import { HttpEventType, HttpHeaders, type HttpHeaderResponse } from '@angular/common/http';
import type { TestRequest } from '@angular/common/http/testing';
import type { Export, ReportSchedule } from '@orbisvoice/shared-dto';
import { anId } from './ids';

export const anExport = (change: Partial<Export> = {}): Export => ({
  id: anId(),
  dataset: 'conversations',
  format: 'csv',
  filters: {},
  status: 'completed',
  rows: 12_480,
  rowsExpected: 12_480,
  bytes: 3_200_000,
  fileName: 'conversations-20260504.csv',
  failure: null,
  requestedBy: 'Ada Lovelace',
  createdAt: '2026-05-04T09:55:00.000Z',
  finishedAt: '2026-05-04T09:56:00.000Z',
  expiresAt: '2026-05-11T09:56:00.000Z',
  ...change,
});

/** One that is still being written. */
export const aRunningExport = (change: Partial<Export> = {}): Export =>
  anExport({ status: 'running', rows: 3_000, rowsExpected: 12_000, bytes: 0, finishedAt: null, expiresAt: null, ...change });

export const aReportSchedule = (change: Partial<ReportSchedule> = {}): ReportSchedule => ({
  id: anId(),
  name: 'Board report',
  frequency: 'monthly',
  timeZone: 'Europe/Berlin',
  hour: 7,
  recipients: [{ email: 'ada@example.com', isUnsubscribed: false }],
  isActive: true,
  nextRunAt: '2026-06-01T05:00:00.000Z',
  lastRun: null,
  createdAt: '2026-05-04T09:55:00.000Z',
  ...change,
});

/** A stream of server-sent events as a test speaks on it. */
export class FakeStream {
  private text = '';

  constructor(private readonly request: TestRequest) {
    request.event({ type: HttpEventType.ResponseHeader, ok: true, status: 200, headers: new HttpHeaders() } as HttpHeaderResponse);
  }

  say(name: string, facts: object): void {
    this.text += `event: ${name}\ndata: ${JSON.stringify(facts)}\n\n`;
    this.request.event({ type: HttpEventType.DownloadProgress, loaded: this.text.length, partialText: this.text });
  }

  lose(): void {
    this.request.error(new ProgressEvent('error'));
  }
}
