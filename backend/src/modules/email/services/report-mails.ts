import { Injectable } from '@nestjs/common';
import type { ReceivedEvent } from '../../../platform/events/domain-event.js';
import { OnEvent } from '../../../platform/events/on-event.js';
import { ReportReady } from '../../reports/events/report-ready.event.js';
import { ReportMailings, type ReportMailing } from '../../reports/index.js';
import { bytesText } from '../domain/formats.js';
import { EmailOutbox } from './email-outbox.js';
import { Links } from './links.js';
import { Recipients } from './recipients.js';

/** Some servers refuse mails of 10 MB, and Base64 makes a file a third larger. */
export const LARGEST_ATTACHMENT = 5 * 1_048_576;

const DAY_MS = 86_400_000;

/** The page that shows the days of a report; its address names the last of them. */
function pageOf({ from, to, timeZone }: ReportMailing): string {
  const last = new Date(Date.parse(to) - DAY_MS).toISOString().slice(0, 10);
  return `/analytics?${new URLSearchParams({ range: 'custom', from, to: last, timeZone }).toString()}`;
}

/** Scheduled reports: one mail to each reader, with the document. */
@Injectable()
export class ReportMails {
  constructor(
    private readonly outbox: EmailOutbox,
    private readonly mailings: ReportMailings,
    private readonly recipients: Recipients,
    private readonly links: Links,
  ) {}

  @OnEvent(ReportReady, { handler: 'email.report_ready' })
  async reportReady(event: ReceivedEvent<ReportReady>): Promise<void> {
    const { runId, scheduleId, exportId, bytes } = event.payload;
    const mailing = await this.mailings.of(event.tenantId, runId);
    if (!mailing) return;
    const { company, ...reader } = await this.recipients.workspace(event.tenantId);
    const { title, period, figures, isTest } = mailing;
    const isAttached = bytes <= LARGEST_ATTACHMENT;
    const data = {
      title,
      company,
      period,
      figures: [...figures],
      reportUrl: this.links.page(pageOf(mailing)),
      size: bytesText(bytes, reader),
      fileUrl: isAttached ? null : this.links.page('/exports'),
      ...(isAttached && { exportId }),
      // what somebody sent to themselves belongs to no list they could leave
      ...(!isTest && { scheduleId }),
    };
    const orders = mailing.recipients.map(({ userId, email }) => ({
      template: 'scheduled-report' as const,
      to: { userId, email, name: '' },
      dedupeKey: `${runId} ${email}`,
      data,
    }));
    await this.outbox.order(event, 'email.report_ready', orders);
  }
}
