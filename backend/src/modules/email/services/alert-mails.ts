import { Injectable } from '@nestjs/common';
import type { ReceivedEvent } from '../../../platform/events/domain-event.js';
import { OnEvent } from '../../../platform/events/on-event.js';
import { AlertsTold, type ToldAlert } from '../../alerts/events/alerts-told.event.js';
import { instantText, type Reader } from '../domain/formats.js';
import { EmailOutbox } from './email-outbox.js';
import { Links } from './links.js';
import { Recipients, type Addressee } from './recipients.js';

/** Mails to staff about hits of the alert rules. One per person and batch, however often the batch is told. */
@Injectable()
export class AlertMails {
  constructor(
    private readonly outbox: EmailOutbox,
    private readonly recipients: Recipients,
    private readonly links: Links,
  ) {}

  @OnEvent(AlertsTold, { handler: 'email.alerts_told' })
  async told(event: ReceivedEvent<AlertsTold>): Promise<void> {
    const { batch, staffIds, alerts, more } = event.payload;
    const reader = await this.recipients.workspace(event.tenantId);
    const people = await Promise.all(staffIds.map((id) => this.recipients.user(event.tenantId, id)));
    const facts = {
      headline: headlineOf(alerts, more),
      alerts: alerts.map((alert) => rowOf(alert, reader)),
      more: more > 0 ? String(more) : null,
      alertsUrl: this.links.consolePage(alerts.length === 1 && alerts[0] ? `/alerts/${alerts[0].id}` : '/alerts'),
      settingsUrl: this.links.consolePage('/alerts/delivery'),
    };
    const orders = people
      .filter((person): person is Addressee => person !== null)
      .map((to) => ({
        template: 'staff-alert' as const,
        to,
        dedupeKey: `${batch}/${to.userId ?? to.email}`,
        data: { ...facts, name: to.name },
      }));
    await this.outbox.order(event, 'email.alerts_told', orders);
  }
}

/** One: what it is. Several: how many, and how bad the worst is, which stands first. */
function headlineOf(alerts: readonly ToldAlert[], more: number): string {
  const [worst] = alerts;
  if (!worst) return 'Alerts';
  if (alerts.length + more > 1) return `${alerts.length + more} alerts, the worst is ${worst.severity}`;
  return `${worst.title}: ${worst.state}`;
}

const rowOf = ({ severity, state, title, subject, measure, limit, firstAt, lastAt }: ToldAlert, reader: Reader) => ({
  severity: severity.charAt(0).toUpperCase() + severity.slice(1),
  state,
  title,
  subject,
  measure,
  limit,
  since: instantText(new Date(firstAt), reader),
  until: instantText(new Date(lastAt), reader),
});
