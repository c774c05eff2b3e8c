import { isPlainText } from 'nodemailer/lib/mime-funcs';
import MimeNode from 'nodemailer/lib/mime-node';
import { encode, wrap } from 'nodemailer/lib/qp';
import type { MailAttachment, OutgoingEmail } from './email-transport.js';

/** The longest line a mail may have, without its end (RFC 5322 §2.1.1). */
const LONGEST_LINE = 998;

/** A pattern would look at every sign of every line. */
function hasLongLine(lines: string): boolean {
  for (let begin = 0; begin < lines.length - LONGEST_LINE;) {
    const end = lines.lastIndexOf('\n', begin + LONGEST_LINE + 1);
    if (end < begin) return true;
    begin = end + 1;
  }
  return false;
}

/** As it is where that is safe on every way, and quoted-printable where it is not. */
function part(type: 'text/plain' | 'text/html', content: string): string {
  const lines = content.replace(/\r?\n/g, '\r\n');
  const isSafe = isPlainText(lines) && !hasLongLine(lines);
  const encoding = isSafe ? '7bit' : 'quoted-printable';
  const body = isSafe ? lines : wrap(encode(lines));
  return `Content-Type: ${type}; charset=utf-8\r\nContent-Transfer-Encoding: ${encoding}\r\n\r\n${body}\r\n`;
}

/** A file in lines of Base64. */
function filePart({ fileName, contentType, bytes }: MailAttachment): string {
  const lines = bytes.toString('base64').replace(/.{76}/g, '$&\r\n');
  const name = fileName.replace(/[^\w.-]/g, '_');
  const disposition = `Content-Disposition: attachment; filename="${name}"`;
  return `Content-Type: ${contentType}; name="${name}"\r\n${disposition}\r\nContent-Transfer-Encoding: base64\r\n\r\n${lines}\r\n`;
}

/**
 * A mail as it goes over the wire. Addresses, folding and encoded words are Nodemailer's; its parts are put together here, in one go. Led
 * through Nodemailer's streams and quoted-printable, they cost about as much as everything else about a mail; the templates are built in ASCII
 * with lines of a length that every server takes, so that only what a person wrote can ask for it.
 */
export function mimeMessage({ attachments = [], ...email }: OutgoingEmail): string {
  const root = new MimeNode(attachments.length > 0 ? 'multipart/mixed' : 'multipart/alternative');
  root.setHeader(headersOf(email));
  const head = root.buildHeaders();
  const edge = `--${root.boundary}`;
  if (attachments.length === 0) return `${head}\r\n\r\n${bodies(email, edge)}`;
  // a line that begins like a boundary is one (RFC 2046 §5.1.1): neither may be the beginning of the other
  const inner = `body-${root.boundary}`;
  const alternatives = `Content-Type: multipart/alternative; boundary="${inner}"\r\n\r\n${bodies(email, `--${inner}`)}`;
  const files = attachments.map((file) => `${edge}\r\n${filePart(file)}`).join('');
  return `${head}\r\n\r\n${edge}\r\n${alternatives}${files}${edge}--\r\n`;
}

const headersOf = ({
  from,
  replyTo,
  to,
  subject,
  messageId,
  headers,
}: OutgoingEmail): Record<string, string | { name: string; address: string }> => ({
  ...headers,
  From: from,
  To: { name: '', address: to },
  ...(replyTo && { 'Reply-To': replyTo }),
  Subject: subject,
  'Message-ID': messageId,
});

const bodies = ({ text, html }: OutgoingEmail, edge: string): string =>
  `${edge}\r\n${part('text/plain', text)}${edge}\r\n${part('text/html', html)}${edge}--\r\n`;
