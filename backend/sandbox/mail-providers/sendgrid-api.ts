import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { AcceptedMails } from './accepted-mails.js';
import type { Answer } from './faults.js';

/** Headers SendGrid sets itself. */
const RESERVED = /^(x-sg-id|x-sg-eid|received|dkim-signature|content-type|content-transfer-encoding|to|from|subject|reply-to|cc|bcc)$/i;
const MAX_ARGUMENTS_BYTES = 10_000;

const Address = z.strictObject({ email: z.email(), name: z.string().optional() });
const toggle = z.object({ enable: z.boolean() });
const CustomArguments = z
  .record(z.string(), z.string())
  .refine((value) => JSON.stringify(value).length < MAX_ARGUMENTS_BYTES, 'The custom_args are limited to 10000 bytes.');

/** The part of `POST /v3/mail/send` that the platform may use; anything else is refused rather than guessed at. */
const MailSend = z.strictObject({
  personalizations: z
    .array(z.strictObject({ to: z.array(Address).min(1), custom_args: CustomArguments.optional() }))
    .min(1)
    .max(1),
  from: Address,
  reply_to: Address.optional(),
  subject: z.string().min(1),
  content: z.tuple([
    z.strictObject({ type: z.literal('text/plain'), value: z.string().min(1) }),
    z.strictObject({ type: z.literal('text/html'), value: z.string().min(1) }),
  ]),
  headers: z
    .record(
      z.string().refine((name) => !RESERVED.test(name), 'This header is reserved'),
      z.string(),
    )
    .optional(),
  attachments: z
    .array(
      z.strictObject({
        filename: z.string().min(1),
        content: z.base64().min(1),
        type: z.string().optional(),
        disposition: z.enum(['attachment', 'inline']).optional(),
      }),
    )
    .optional(),
  tracking_settings: z.strictObject({
    click_tracking: toggle,
    open_tracking: toggle,
    subscription_tracking: toggle,
    ganalytics: toggle,
  }),
});
type MailSend = z.infer<typeof MailSend>;

const refusal = (status: number, message: string, field: string | null = null): Answer => ({
  status,
  body: { errors: [{ message, field, help: null }] },
});

const addressOf = ({ email, name }: z.infer<typeof Address>) => ({ name: name ?? '', address: email });

/** What tracking would do to the mail: a test that reads the inbox sees whether it was turned off. */
function withTracking({ tracking_settings: tracking, headers = {} }: MailSend): Record<string, string> {
  if (!tracking.subscription_tracking.enable) return headers;
  return { ...headers, 'List-Unsubscribe': '<https://u1.sendgrid.example/asm/unsubscribe>' };
}

/** `POST /v3/mail/send`: 202 without a body and the id in a header. It has no idempotency: a repeat is a second mail. */
export async function sendGridSend(mails: AcceptedMails, { key, authorization, body }: ApiCall): Promise<Answer> {
  if (authorization !== `Bearer ${key}`) {
    return refusal(401, 'The provided authorization grant is invalid, expired, or revoked');
  }
  const parsed = MailSend.safeParse(body);
  const [issue] = parsed.error?.issues ?? [];
  if (!parsed.success) return refusal(400, issue?.message ?? 'Bad request', issue?.path.join('.') ?? null);
  const [{ to, custom_args: marks = {} } = { to: [] }] = parsed.data.personalizations;
  const id = randomBytes(16).toString('base64url');
  const { from, reply_to: replyTo, subject, content } = parsed.data;
  const [text, html] = content;
  await mails.take(
    {
      from: addressOf(from),
      to: to[0]?.email ?? '',
      replyTo: replyTo && addressOf(replyTo),
      subject,
      text: text.value,
      html: html.value,
      headers: withTracking(parsed.data),
      attachments: (parsed.data.attachments ?? []).map(({ filename, content, type }) => ({ filename, content, contentType: type })),
    },
    { provider: 'sendgrid', id, marks },
  );
  return { status: 202, headers: { 'x-message-id': id } };
}

/** A request to a provider. */
export interface ApiCall {
  readonly key: string;
  readonly authorization: string | undefined;
  readonly idempotencyKey?: string | undefined;
  readonly body: unknown;
}
