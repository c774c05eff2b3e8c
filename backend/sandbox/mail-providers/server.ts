import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { AcceptedMails, type AcceptedMail } from './accepted-mails.js';
import { ResendEvents, SendGridEvents } from './events.js';
import { type Answer, Faults, type ProviderFault, type ProviderName } from './faults.js';
import { ResendApi } from './resend-api.js';
import { sendGridSend, type ApiCall } from './sendgrid-api.js';

export interface MailProvidersOptions {
  /** 0 takes any free port. */
  readonly port: number;
  /** The inbox that every mail ends in. */
  readonly smtpUrl: string;
}

/** SendGrid's and Resend's APIs on one loopback port. */
export interface MailProviders {
  readonly url: string;
  readonly apiKeys: Readonly<Record<ProviderName, string>>;
  readonly sendgrid: SendGridEvents;
  readonly resend: ResendEvents;
  /** What was taken, oldest first. */
  readonly accepted: readonly AcceptedMail[];
  /** The newest mail a provider took for an address; throws when there is none. */
  readonly find: (provider: ProviderName, to: string) => AcceptedMail;
  readonly fail: (fault: ProviderFault) => void;
  readonly heal: () => void;
  readonly close: () => Promise<void>;
}

const API_KEYS = { sendgrid: 'SG.sandbox', resend: 're_sandbox' } as const;
const NOT_FOUND: Answer = { status: 404, body: { errors: [{ message: 'not found' }] } };

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString('utf8'));
}

function write(response: ServerResponse, { status, headers = {}, body }: Answer): void {
  const text = typeof body === 'string' ? body : body === undefined ? '' : JSON.stringify(body);
  response.writeHead(status, { 'content-type': typeof body === 'string' ? 'text/html' : 'application/json', ...headers });
  response.end(text);
}

/** Starts both providers; mail they take is delivered by SMTP, so that a test reads what a mailbox would. */
export async function startMailProviders({ port, smtpUrl }: MailProvidersOptions): Promise<MailProviders> {
  const mails = new AcceptedMails(smtpUrl);
  const faults = new Faults();
  const resendApi = new ResendApi(mails);
  const routes: Readonly<Record<string, { provider: ProviderName; send: (call: ApiCall) => Promise<Answer> }>> = {
    'POST /v3/mail/send': { provider: 'sendgrid', send: (call) => sendGridSend(mails, call) },
    'POST /emails': { provider: 'resend', send: (call) => resendApi.send(call) },
  };

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const route = routes[`${request.method} ${request.url}`];
    if (!route) return write(response, NOT_FOUND);
    const body = await bodyOf(request);
    const idempotencyKey = request.headers['idempotency-key'];
    const call: ApiCall = {
      key: API_KEYS[route.provider],
      authorization: request.headers.authorization,
      idempotencyKey: Array.isArray(idempotencyKey) ? idempotencyKey.join() : idempotencyKey,
      body,
    };
    const answer = await faults.around(route.provider, response, () => route.send(call));
    if (answer) write(response, answer);
  }

  const server = createServer((request, response) => {
    handle(request, response).catch((error: Error) => write(response, { status: 500, body: { errors: [{ message: error.message }] } }));
  });
  await new Promise<void>((done, fail) => {
    server.once('error', fail).listen(port, '127.0.0.1', done);
  });
  const address = server.address();
  return {
    url: `http://127.0.0.1:${address && typeof address === 'object' ? address.port : port}`,
    apiKeys: API_KEYS,
    sendgrid: new SendGridEvents(),
    resend: new ResendEvents(),
    accepted: mails.all,
    find: (provider, to) => mails.find(provider, to),
    fail: (fault) => faults.add(fault),
    heal: () => faults.clear(),
    close: async () => {
      mails.close();
      server.closeAllConnections();
      await new Promise<void>((done) => void server.close(() => done()));
    },
  };
}
