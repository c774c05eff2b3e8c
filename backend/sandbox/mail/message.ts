import { simpleParser, type AddressObject } from 'mailparser';

/** What a mail was delivered with, next to the mail itself. */
export interface Envelope {
  readonly id: string;
  /** ISO instant. */
  readonly receivedAt: string;
  readonly from: string;
  /** Everybody it was delivered to, blind copies included. */
  readonly to: readonly string[];
}

/** One received mail, taken apart. */
export interface InboxMessage extends Envelope {
  readonly sender: string;
  readonly subject: string;
  /** The product's template name, from the X-Orbis-Template header; empty for other mail. */
  readonly template: string;
  readonly headers: readonly { readonly name: string; readonly value: string }[];
  readonly text: string;
  readonly html: string;
  readonly attachments: readonly { readonly name: string; readonly type: string; readonly bytes: number }[];
  readonly source: string;
}

/** The list's view of a message. */
export type MessageSummary = Pick<InboxMessage, 'id' | 'receivedAt' | 'sender' | 'to' | 'subject' | 'template'>;

const addressText = (address: AddressObject | AddressObject[] | undefined): string =>
  [address ?? []]
    .flat()
    .map((part) => part.text)
    .join(', ');

/** Splits `Name: value`; folded lines become one. */
function splitHeader(line: string): { name: string; value: string } {
  const colon = line.indexOf(':');
  return {
    name: line.slice(0, colon),
    value: line
      .slice(colon + 1)
      .replace(/\r?\n\s+/g, ' ')
      .trim(),
  };
}

/** Takes a raw mail apart. */
export async function parseMessage(envelope: Envelope, raw: Buffer): Promise<InboxMessage> {
  const mail = await simpleParser(raw, { skipTextToHtml: true, skipImageLinks: true });
  const headers = mail.headerLines.map(({ line }) => splitHeader(line));
  return {
    ...envelope,
    sender: addressText(mail.from) || envelope.from,
    subject: mail.subject ?? '',
    template: headers.find(({ name }) => name.toLowerCase() === 'x-orbis-template')?.value ?? '',
    headers,
    text: mail.text ?? '',
    html: mail.html || '',
    attachments: mail.attachments.map(({ filename, contentType, size }) => ({
      name: filename ?? 'unnamed',
      type: contentType,
      bytes: size,
    })),
    source: raw.toString('utf8'),
  };
}

export const summaryOf = ({ id, receivedAt, sender, to, subject, template }: InboxMessage): MessageSummary => ({
  id,
  receivedAt,
  sender,
  to,
  subject,
  template,
});
