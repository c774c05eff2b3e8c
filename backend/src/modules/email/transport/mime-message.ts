import { isPlainText } from 'nodemailer/lib/mime-funcs';
import MimeNode from 'nodemailer/lib/mime-node';
import { encode, wrap } from 'nodemailer/lib/qp';
import type { OutgoingEmail } from './email-transport.js';

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

/**
 * A mail as it goes over the wire. Addresses, folding and encoded words are Nodemailer's; its parts are put together here, in one go. Led
 * through Nodemailer's streams and quoted-printable, they cost about as much as everything else about a mail; the templates are built in ASCII
 * with lines of a length that every server takes, so that only what a person wrote can ask for it.
 */
export function mimeMessage({ from, replyTo, to, subject, html, text, messageId, headers }: OutgoingEmail): string {
  const root = new MimeNode('multipart/alternative');
  root.setHeader({
    ...headers,
    From: from,
    To: { name: '', address: to },
    ...(replyTo && { 'Reply-To': replyTo }),
    Subject: subject,
    'Message-ID': messageId,
  });
  const head = root.buildHeaders();
  const edge = `--${root.boundary}`;
  return `${head}\r\n\r\n${edge}\r\n${part('text/plain', text)}${edge}\r\n${part('text/html', html)}${edge}--\r\n`;
}
