import type {
  IssuedWebhookEndpoint,
  WebhookDelivery,
  WebhookDeliveryDetail,
  WebhookDeliveryList,
  WebhookEndpoint,
  WebhookEndpointPage,
} from '@orbisvoice/shared-dto';
import type { WebhookEventName } from '@orbisvoice/shared-dto/values';
import type { MailInbox } from '../../sandbox/mail/index.js';
import { Webhook } from 'standardwebhooks';
import { inbox } from '../email/mails.js';
import { httpsReceiver, type HttpsReceiver } from '../alerts/https-receiver.js';
import { startTestApp, type TestAnswer, type TestApp, type TestOwner } from '../harness/app.js';
import { freshDatabase } from '../harness/postgres.js';

/** A workspace, the platform, and a system that listens: real TLS on loopback. */
export class WebhookWorld {
  private constructor(
    readonly app: TestApp,
    readonly receiver: HttpsReceiver,
    readonly mailbox: MailInbox,
    readonly owner: TestOwner,
  ) {}

  static async start(): Promise<WebhookWorld> {
    const [receiver, mailbox] = await Promise.all([httpsReceiver(), inbox()]);
    const environment = {
      WEBHOOK_PRIVATE: 'true',
      WEBHOOK_CA_FILE: receiver.caFile,
      EMAIL_SMTP_URL: mailbox.smtpUrl,
      AUTH_ACCESS_TOKEN_SECONDS: '2000000',
    };
    const app = await startTestApp({ database: await freshDatabase(), environment });
    return new WebhookWorld(app, receiver, mailbox, await app.signUp());
  }

  async close(): Promise<void> {
    await this.app.close();
    await Promise.all([this.receiver.close(), this.mailbox.close()]);
  }

  request<T>(method: string, path: string, body?: unknown, token = this.owner.token): Promise<TestAnswer<T>> {
    return this.app.request<T>(method, path, { token, body });
  }

  async endpoint(events: readonly WebhookEventName[], url = this.receiver.url): Promise<IssuedWebhookEndpoint> {
    const answer = await this.request<IssuedWebhookEndpoint>('POST', '/webhook-endpoints', { url, events });
    if (answer.status !== 201) throw new Error(`no endpoint: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  }

  /** Makes an agent, which is a fact. @returns its id */
  async agent(name: string): Promise<string> {
    const answer = await this.request<{ id: string }>('POST', '/agents', { name, systemPrompt: 'Help.' });
    return answer.body.id;
  }

  async deliveries(endpointId: string, query = ''): Promise<WebhookDelivery[]> {
    return (await this.request<WebhookDeliveryList>('GET', `/webhook-endpoints/${endpointId}/deliveries${query}`)).body.items;
  }

  async delivery(id: string): Promise<WebhookDeliveryDetail> {
    return (await this.request<WebhookDeliveryDetail>('GET', `/webhook-deliveries/${id}`)).body;
  }

  /** An endpoint as it stands in the list. */
  async seen(id: string): Promise<WebhookEndpoint | undefined> {
    const { body } = await this.request<WebhookEndpointPage>('GET', '/webhook-endpoints');
    return body.items.find((item) => item.id === id);
  }

  /** What arrived, in its order. */
  bodies(): { readonly type: string; readonly data: Record<string, unknown> }[] {
    return this.receiver.calls.map(({ body }) => JSON.parse(body.toString()) as { type: string; data: Record<string, unknown> });
  }

  /** As if nothing had ever been set up or sent. */
  async clear(): Promise<void> {
    await this.app.owner.query('delete from webhook_endpoints');
    await this.settle();
    this.receiver.calls.length = 0;
    this.receiver.answers.length = 0;
  }

  /** The next try is due now. */
  async hurry(): Promise<void> {
    await this.app.owner.query(`update webhook_deliveries set next_try_at = now() where status = 'pending'`);
  }

  /** Relays, hands over, sends. */
  settle(): Promise<void> {
    return this.app.settle();
  }
}

/** What a receiver with the public package would say. */
export function isSigned(secret: string, body: string, headers: object): boolean {
  try {
    new Webhook(secret).verify(body, headers as Record<string, string>);
    return true;
  } catch (error) {
    if (String(error).includes('signature')) return false;
    throw error;
  }
}
