import { type MailProviders, type ProviderEventKind, type ProviderName, startMailProviders } from '../../sandbox/mail-providers/index.js';
import type { SignedWebhook } from '../../sandbox/mail-providers/index.js';
import type { MailInbox } from '../../sandbox/mail/index.js';
import { PasswordChanged } from '../../src/modules/auth/events/password-changed.event.js';
import { startTestApp, type TestAnswer, type TestApp, type TestOwner } from '../harness/app.js';
import { freshDatabase } from '../harness/postgres.js';
import { emailRows, type EmailRow, inbox, publish } from './mails.js';

export interface EventRow {
  readonly kind: string;
  readonly detail: string | null;
  readonly provider: string;
}

export interface SuppressionRow {
  readonly id: string;
  readonly scope: string;
  readonly reason: string;
  readonly source: string;
  readonly note: string;
  readonly expires_at: Date | null;
  readonly address_sealed: string | null;
}

type Changes = Record<string, { readonly after: unknown }>;
type NewsOptions = Readonly<{ eventId?: string; at?: Date }>;

/** A workspace whose mail leaves through a provider, and the provider that tells what became of it. */
export class ProviderWorld {
  private constructor(
    readonly provider: ProviderName,
    readonly app: TestApp,
    readonly providers: MailProviders,
    readonly mailbox: MailInbox,
    readonly owner: TestOwner,
  ) {}

  /** Everything on free ports and a database of its own; `settled` signs a workspace up in it. */
  static async start(provider: ProviderName, over: Readonly<Record<string, string>> = {}) {
    const mailbox = await inbox();
    const providers = await startMailProviders({ port: 0, smtpUrl: mailbox.smtpUrl });
    const environment = {
      EMAIL_TRANSPORT: provider,
      EMAIL_SENDGRID_API_KEY: providers.apiKeys.sendgrid,
      EMAIL_SENDGRID_API_URL: providers.url,
      EMAIL_SENDGRID_WEBHOOK_PUBLIC_KEY: providers.sendgrid.publicKey,
      EMAIL_RESEND_API_KEY: providers.apiKeys.resend,
      EMAIL_RESEND_API_URL: providers.url,
      EMAIL_RESEND_WEBHOOK_SECRET: providers.resend.secret,
      ...over,
    };
    const app = await startTestApp({ environment, database: await freshDatabase() });
    return {
      app,
      settled: async (): Promise<ProviderWorld> => {
        const owner = await app.signUp();
        await app.settle();
        return new ProviderWorld(provider, app, providers, mailbox, owner);
      },
      close: async (): Promise<void> => {
        await app.close();
        await providers.close();
        await mailbox.close();
      },
    };
  }

  /** Something worth a mail to the owner. */
  async happens(): Promise<void> {
    await publish(this.app, this.owner.tenantId, new PasswordChanged({ userId: this.owner.session.me.id }));
    await this.app.settle();
  }

  /** The newest mail the provider took for the owner. */
  mail() {
    return this.providers.find(this.provider, this.owner.email);
  }

  /** One event about a mail, as the provider signs it. */
  news(kind: ProviderEventKind, options: NewsOptions & { signedAt?: Date } = {}, mail = this.mail()): SignedWebhook {
    const { sendgrid, resend } = this.providers;
    if (this.provider === 'resend') return resend.event(mail, kind, options);
    return sendgrid.batch([sendgrid.event(mail, kind, options)], options);
  }

  post({ path, headers, body }: SignedWebhook): Promise<TestAnswer<{ code?: string }>> {
    return this.app.request('POST', path.replace('/api', ''), { headers, body });
  }

  /** Tells us, and is believed. */
  async tell(kind: ProviderEventKind, options: NewsOptions = {}): Promise<void> {
    const { status } = await this.post(this.news(kind, options));
    if (status !== 200) throw new Error(`the webhook answered ${status}`);
  }

  async lastRow(): Promise<EmailRow | undefined> {
    return (await emailRows(this.app, this.owner.tenantId)).at(-1);
  }

  async timeline(): Promise<EventRow[]> {
    return this.rows<EventRow>('select kind, detail, provider from email_events where tenant_id = $1 order by id');
  }

  /** In force, from mail of this workspace. */
  suppressions(): Promise<SuppressionRow[]> {
    return this.rows<SuppressionRow>(
      `select s.* from email_suppressions s join email_messages m on m.id = s.message_id where m.tenant_id = $1 and s.removed_at is null`,
    );
  }

  async audited(action: string): Promise<Changes[]> {
    const rows = await this.rows<{ action: string; changes: Changes }>('select action, changes from audit_entries where tenant_id = $1');
    return rows.filter((row) => row.action === action).map(({ changes }) => changes);
  }

  private async rows<T extends object>(text: string): Promise<T[]> {
    const { rows } = await this.app.owner.query<T>(text, [this.owner.tenantId]);
    return rows;
  }
}
