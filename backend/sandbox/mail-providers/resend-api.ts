import { createHash, randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { AcceptedMails } from './accepted-mails.js';
import type { Answer } from './faults.js';
import type { ApiCall } from './sendgrid-api.js';

const DAY_MS = 86_400_000;
const MAX_KEY_LENGTH = 256;
const tagText = z
  .string()
  .max(256)
  .regex(/^[A-Za-z0-9_-]+$/, 'Tags should only contain ASCII letters, numbers, underscores, or dashes.');
const mailbox = z
  .string()
  .regex(
    /^[^<>\r\n]*<[^<>@\s]+@[^<>@\s]+>$|^[^<>@\s]+@[^<>@\s]+$/,
    'Invalid address. It needs the format `email@example.com` or `Name <email@example.com>`.',
  );

/** The part of `POST /emails` that the platform may use; anything else is refused rather than guessed at. */
const SendEmail = z.strictObject({
  from: mailbox,
  to: z.array(mailbox).min(1).max(50),
  reply_to: mailbox.optional(),
  subject: z.string().min(1),
  text: z.string().min(1),
  html: z.string().min(1),
  headers: z.record(z.string(), z.string()).optional(),
  attachments: z
    .array(z.strictObject({ filename: z.string().min(1), content: z.base64().min(1), content_type: z.string().optional() }))
    .optional(),
  tags: z.array(z.strictObject({ name: tagText, value: tagText })).optional(),
});

interface Stored {
  readonly at: number;
  readonly fingerprint: string;
  readonly answer: Promise<Answer>;
}

const refusal = (statusCode: number, name: string, message: string): Answer => ({
  status: statusCode,
  body: { statusCode, name, message },
});

/** `POST /emails` with its idempotency keys: for a day the same key and body get the same answer, and another body is a conflict. */
export class ResendApi {
  readonly #answers = new Map<string, Stored>();

  constructor(private readonly mails: AcceptedMails) {}

  async send({ key, authorization, idempotencyKey, body }: ApiCall): Promise<Answer> {
    if (authorization !== `Bearer ${key}`) return refusal(403, 'invalid_api_key', 'API key is invalid');
    if (idempotencyKey === undefined) return this.#take(body);
    if (idempotencyKey === '' || idempotencyKey.length > MAX_KEY_LENGTH) {
      return refusal(400, 'invalid_idempotency_key', 'The idempotency key must be between 1-256 characters.');
    }
    const fingerprint = createHash('sha256').update(JSON.stringify(body)).digest('hex');
    const stored = this.#answers.get(idempotencyKey);
    if (stored && stored.at > Date.now() - DAY_MS) {
      if (stored.fingerprint === fingerprint) return stored.answer;
      return refusal(409, 'invalid_idempotent_request', 'This idempotency key was used with a different request payload.');
    }
    const answer = this.#take(body);
    this.#answers.set(idempotencyKey, { at: Date.now(), fingerprint, answer });
    // a refused request binds no key
    if ((await answer).status !== 200) this.#answers.delete(idempotencyKey);
    return answer;
  }

  async #take(body: unknown): Promise<Answer> {
    const parsed = SendEmail.safeParse(body);
    if (!parsed.success) return refusal(422, 'validation_error', parsed.error.issues[0]?.message ?? 'Invalid body');
    const { from, to, reply_to: replyTo, subject, text, html, headers = {}, tags = [] } = parsed.data;
    const attachments = (parsed.data.attachments ?? []).map(({ content_type: contentType, ...file }) => ({ ...file, contentType }));
    const id = randomUUID();
    const marks = Object.fromEntries(tags.map(({ name, value }) => [name, value]));
    await this.mails.take({ from, to: to[0] ?? '', replyTo, subject, text, html, headers, attachments }, { provider: 'resend', id, marks });
    return { status: 200, body: { id } };
  }
}
