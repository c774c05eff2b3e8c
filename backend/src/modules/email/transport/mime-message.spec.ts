import { simpleParser } from 'mailparser';
import MailComposer from 'nodemailer/lib/mail-composer';
import { TEMPLATES } from '../generated/templates.js';
import type { OutgoingEmail } from './email-transport.js';
import { mimeMessage } from './mime-message.js';

const PLAIN: OutgoingEmail = {
  id: '01a21aae-0000-7000-8000-000000000001',
  tenantId: '01a21aae-0000-7000-8000-000000000002',
  from: 'OrbisVoice <hello@orbisvoice.example>',
  to: 'ann@example.com',
  subject: 'Your receipt',
  html: '<p>Paid &#183; thank you</p>\n',
  text: 'Paid, thank you\n.\n..and one line more\n',
  messageId: '<01a21aae@orbisvoice.example>',
  headers: { 'Auto-Submitted': 'auto-generated', 'X-Orbis-Template': 'invoice-paid' },
  heldBy: null,
};
const mail = (over: Partial<OutgoingEmail> = {}): OutgoingEmail => ({ ...PLAIN, ...over });
const encodingsOf = (raw: string): string[] => [...raw.matchAll(/^Content-Transfer-Encoding: (\S+)\r$/gm)].map(([, name = '']) => name);
const longestLine = (raw: string): number => Math.max(...raw.split('\r\n').map(({ length }) => length));

/** Everything before the first empty line, without what differs from mail to mail. */
const headOf = (raw: string): string =>
  raw
    .slice(0, raw.indexOf('\r\n\r\n'))
    .replace(/^Date: .*$/m, 'Date: now')
    .replace(/boundary="[^"]+"/, 'boundary="any"');

async function byNodemailer({ from, replyTo, to, subject, html, text, messageId, headers }: OutgoingEmail): Promise<string> {
  const options = { from, to: { name: '', address: to }, subject, html, text, messageId, headers: { ...headers } };
  return (await new MailComposer({ ...options, ...(replyTo && { replyTo }) }).compile().build()).toString('latin1');
}

it.each([
  ['plain', mail()],
  ['with an answer address', mail({ replyTo: 'Support <help@orbisvoice.example>' })],
  [
    'in another script',
    mail({ subject: 'Willkommen, Änne – 3 € gespart, und noch viel mehr in einer Zeile, die umbricht', to: 'ann@bücher.example' }),
  ],
  ['with a header that folds', mail({ headers: { 'List-Unsubscribe': `<https://portal.example/${'t'.repeat(120)}>` } })],
  ['from a name with a comma', mail({ from: '"Voice, Orbis" <hello@orbisvoice.example>' })],
])('has the head that Nodemailer would give it: %s', async (_, outgoing) => {
  expect(headOf(mimeMessage(outgoing))).toBe(headOf(await byNodemailer(outgoing)));
});

it.each([
  ['ASCII', mail(), ['7bit', '7bit']],
  ['a name in the text', mail({ text: 'Grüße, Zoë 👋\n' }), ['quoted-printable', '7bit']],
  ['a name in both', mail({ text: 'Zoë\n', html: '<p>Zoë · €</p>' }), ['quoted-printable', 'quoted-printable']],
  ['a line of 998', mail({ text: `short\n${'x'.repeat(998)}\nend\n` }), ['7bit', '7bit']],
  ['a line of 999', mail({ text: `short\n${'x'.repeat(999)}\nend\n` }), ['quoted-printable', '7bit']],
  ['a last line of 999', mail({ html: `<p>\n${'y'.repeat(999)}` }), ['7bit', 'quoted-printable']],
])('arrives as it was written, in lines every server takes: %s', async (_, outgoing, encodings) => {
  const raw = mimeMessage(outgoing);
  expect(encodingsOf(raw)).toEqual(encodings);
  expect(longestLine(raw)).toBeLessThanOrEqual(998);
  expect(raw.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  expect(raw).toMatch(/^[\p{ASCII}]*$/u);
  const { text = '', html, attachments } = await simpleParser(raw);
  expect([text.trim(), String(html).trim(), attachments]).toEqual([outgoing.text.trim(), outgoing.html.trim(), []]);
});

it('two mails never share a boundary, so that what one says cannot end a part of another', () => {
  const boundaries = Array.from({ length: 100 }, () => /boundary="([^"]+)"/.exec(mimeMessage(mail()))?.[1]);
  expect(new Set(boundaries).size).toBe(100);
});

it.each(Object.entries(TEMPLATES))('the page of %s is ASCII in short lines: it costs no encoding', (_, { html }) => {
  expect(encodingsOf(mimeMessage(mail({ html })))).toEqual(['7bit', '7bit']);
});

it('carries files behind the text, byte for byte', async () => {
  const bytes = Buffer.from(Array.from({ length: 4_001 }, (_, index) => (index * 31) % 256));
  const attachments = [{ fileName: 'report "Q4".pdf', contentType: 'application/pdf', bytes }];
  const raw = mimeMessage(mail({ attachments }));
  expect(longestLine(raw)).toBeLessThanOrEqual(998);
  const parsed = await simpleParser(raw);
  expect(parsed.text?.trim()).toBe(PLAIN.text.trim());
  expect(parsed.html).toContain('Paid');
  expect(parsed.attachments).toHaveLength(1);
  const [file] = parsed.attachments;
  expect(file).toMatchObject({ contentType: 'application/pdf', contentDisposition: 'attachment', filename: 'report__Q4_.pdf' });
  expect(file?.content.equals(bytes)).toBe(true);
});

it('has boundaries of which none is the beginning of another', () => {
  const raw = mimeMessage(mail({ attachments: [{ fileName: 'report.pdf', contentType: 'application/pdf', bytes: Buffer.from('%PDF') }] }));
  const [outer = '', inner = ''] = [...raw.matchAll(/boundary="([^"]+)"/g)].map(([, name = '']) => name);
  expect([outer.length > 0, inner.length > 0]).toEqual([true, true]);
  expect([inner.startsWith(outer), outer.startsWith(inner)]).toEqual([false, false]);
});
