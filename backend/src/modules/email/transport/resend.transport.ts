import { Injectable } from '@nestjs/common';
import * as z from 'zod';
import { Clock } from '../../../platform/clock/clock.js';
import { Config } from '../../../platform/config/config.js';
import type { Delivery } from '../domain/delivery.js';
import { retryAfterOf } from '../domain/retry-after.js';
import { type OutgoingEmail, type ProbedTransport } from './email-transport.js';
import { askProvider, callProvider, isAmbiguous, type ProviderAnswer, reasonOf } from './provider-api.js';

const ABOUT_THE_MESSAGE = [400, 413, 422];
/** 422 too, but about our own sender. */
const OURS = ['invalid_from_address', 'missing_api_key'];

const Answer = z.object({ id: z.string().optional(), name: z.string().optional() });

function read(text: string): z.infer<typeof Answer> {
  try {
    return Answer.safeParse(JSON.parse(text)).data ?? {};
  } catch {
    // a gateway's page instead of Resend's JSON: the status speaks alone
    return {};
  }
}

/** The body of `POST /emails`. Tags come back with every event; no personal data is in them. */
function resendBody({ id, tenantId, from, replyTo, to, subject, text, html, messageId, headers, attachments = [] }: OutgoingEmail) {
  return {
    from,
    to: [to],
    ...(replyTo && { reply_to: replyTo }),
    subject,
    text,
    html,
    headers: { ...headers, 'Message-ID': messageId },
    ...(attachments.length > 0 && {
      attachments: attachments.map(({ fileName, contentType, bytes }) => ({
        filename: fileName,
        content: bytes.toString('base64'),
        content_type: contentType,
      })),
    }),
    tags: [
      { name: 'orbis_message', value: id },
      { name: 'orbis_tenant', value: tenantId },
    ],
  };
}

/** Resend's HTTP API. The key makes a repeat within 24 hours the same mail; open and click tracking are a setting of the domain there. */
@Injectable()
export class ResendTransport implements ProbedTransport {
  constructor(
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  async send(email: OutgoingEmail): Promise<Delivery> {
    const { apiUrl, apiKey = '' } = this.config.email.resend;
    const answer = await callProvider('resend', {
      url: `${apiUrl}/emails`,
      headers: { authorization: `Bearer ${apiKey}`, 'idempotency-key': `orbis-mail-${email.id}` },
      body: resendBody(email),
    });
    return 'kind' in answer ? answer : this.deliveryOf(answer);
  }

  async probe(): Promise<string> {
    const { apiUrl, apiKey = '' } = this.config.email.resend;
    const answer = await askProvider(`${apiUrl}/domains`, apiKey);
    if (answer.status === 200) return 'The API takes our key';
    // the key we advise: it may send and nothing else, and Resend says so to whoever has it
    if (read(answer.text).name === 'restricted_api_key') return 'The API takes our key, which may only send';
    throw new Error(reasonOf('resend', answer));
  }

  private deliveryOf(answer: ProviderAnswer): Delivery {
    const { status, headers, text } = answer;
    const { id = null, name = '' } = read(text);
    if (status >= 200 && status < 300) return { kind: 'accepted', providerId: id, transport: 'resend' };
    // the key was used for this row before, with a link of its own: that mail is out
    if (status === 409 && name === 'invalid_idempotent_request') return { kind: 'accepted', providerId: null, transport: 'resend' };
    const reason = reasonOf('resend', answer);
    if (ABOUT_THE_MESSAGE.includes(status) && !OURS.includes(name)) {
      return { kind: 'rejected', reason, transport: 'resend', isMailboxGone: false };
    }
    const retryAfter = retryAfterOf(headers.get('retry-after'), this.clock.now());
    return {
      kind: 'deferred',
      reason,
      isOutage: status !== 409,
      ...(retryAfter !== null && { retryAfter }),
      // 409: an earlier request of this row is still under way
      ...((isAmbiguous(status) || status === 409) && { heldBy: 'resend' }),
    };
  }
}
