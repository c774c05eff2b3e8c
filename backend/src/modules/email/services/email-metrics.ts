import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Metrics } from '../../../platform/metrics/metrics.js';
import { AllTenantsDueEmailsRepository, type MailLag } from '../persistence/all-tenants-due-emails.repository.js';

/** How many mails wait, how late the latest is, and how many a person has to look at. */
@Injectable()
export class EmailMetrics implements OnModuleInit {
  private reading: Promise<MailLag> | undefined;

  constructor(
    private readonly metrics: Metrics,
    private readonly messages: AllTenantsDueEmailsRepository,
  ) {}

  onModuleInit(): void {
    const gauge = (name: string, help: string, of: keyof MailLag): void =>
      this.metrics.gauge(name, help, [], async () => (await this.lag())[of]);
    gauge('orbis_emails_due', 'Mails whose time has come and that are not sent', 'due');
    gauge('orbis_emails_oldest_seconds', 'For how long the oldest of them has been due', 'oldestSeconds');
    gauge('orbis_emails_failed', 'Mails of the last seven days that failed for good', 'failed');
  }

  /** Gauges are read together: one query answers all three. */
  private lag(): Promise<MailLag> {
    this.reading ??= this.messages.lag().finally(() => (this.reading = undefined));
    return this.reading;
  }
}
