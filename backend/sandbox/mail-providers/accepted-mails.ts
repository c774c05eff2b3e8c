import { createTransport } from 'nodemailer';
import type { ProviderName } from './faults.js';

/** A file of a mail; its content is Base64, as it came. */
export interface ProviderFile {
  readonly filename: string;
  readonly contentType: string | undefined;
  readonly content: string;
}

/** A mail as a provider hands it on. */
export interface ProviderMail {
  readonly from: string | { readonly name: string; readonly address: string };
  readonly to: string;
  readonly replyTo?: string | { readonly name: string; readonly address: string } | undefined;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly attachments?: readonly ProviderFile[];
}

/** A mail a provider took, with what its events repeat. */
export interface AcceptedMail {
  readonly provider: ProviderName;
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly messageId: string;
  readonly marks: Readonly<Record<string, string>>;
}

/** What was taken, and the SMTP connection over which it leaves for the inbox. */
export class AcceptedMails {
  readonly all: AcceptedMail[] = [];
  readonly #transport;

  constructor(smtpUrl: string) {
    this.#transport = createTransport({ url: smtpUrl, disableFileAccess: true, disableUrlAccess: true });
  }

  async take(mail: ProviderMail, { provider, id, marks }: Pick<AcceptedMail, 'provider' | 'id' | 'marks'>): Promise<void> {
    const { 'Message-ID': messageId = `<${id}@${provider}.example>`, ...headers } = mail.headers;
    const { from, to, replyTo, subject, text, html } = mail;
    const attachments = (mail.attachments ?? []).map((file) => ({ ...file, encoding: 'base64' }));
    this.all.push({ provider, id, to, subject, messageId, marks });
    await this.#transport.sendMail({ from, to, replyTo, subject, text, html, messageId, headers, attachments });
  }

  find(provider: ProviderName, to: string): AcceptedMail {
    const mail = this.all.findLast((candidate) => candidate.provider === provider && candidate.to === to);
    if (!mail) throw new Error(`${provider} took no mail for ${to}; it has ${this.all.map((one) => one.to).join(', ') || 'none'}`);
    return mail;
  }

  close(): void {
    this.#transport.close();
  }
}
