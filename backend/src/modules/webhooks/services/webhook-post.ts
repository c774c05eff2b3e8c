import { readFile } from 'node:fs/promises';
import { Injectable } from '@nestjs/common';
import { WEBHOOK_ANSWER_MAX, type WebhookTryError } from '@orbisvoice/shared-dto/values';
import { Clock } from '../../../platform/clock/clock.js';
import { Config } from '../../../platform/config/config.js';
import { outboundPost } from '../../../platform/http/outbound-post.js';
import { webhookHeaders } from '../../../platform/http/standard-webhook.js';
import { tryErrorOf } from '../domain/try-error.js';
import type { TurnRow } from '../persistence/webhook-delivery.repository.js';
import { WebhookSecrets } from './webhook-secrets.js';

/** What came of it. */
export interface PostResult {
  readonly at: Date;
  readonly durationMs: number;
  readonly responseStatus: number | null;
  readonly error: WebhookTryError | null;
  readonly answer: string;
}

/** One signed request to a receiver. */
@Injectable()
export class WebhookPost {
  constructor(
    private readonly secrets: WebhookSecrets,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  /** Never throws for what a receiver does or is. */
  async send(turn: TurnRow): Promise<PostResult> {
    const { url, messageId, body } = turn;
    const { mayBePrivate, caFile } = this.config.webhooks;
    const ca = caFile === undefined ? undefined : await readFile(caFile, 'utf8');
    const at = this.clock.now();
    const signed = webhookHeaders({ id: messageId, at, body }, this.secrets.signing(turn, at));
    const headers = { 'user-agent': 'OrbisVoice-Webhooks/1', ...signed };
    const begun = performance.now();
    const took = (): number => Math.round(performance.now() - begun);
    try {
      const { status, text } = await outboundPost({ url, headers, body, mayBePrivate, ca });
      const error = status >= 200 && status < 300 ? null : 'status';
      return { at, durationMs: took(), responseStatus: status, error, answer: keptOf(text) };
    } catch (error) {
      return { at, durationMs: took(), responseStatus: null, error: tryErrorOf(error), answer: '' };
    }
  }
}

/** The beginning of an answer as PostgreSQL can hold it: whole characters, no NUL. */
const keptOf = (text: string): string =>
  [...text.slice(0, 2 * WEBHOOK_ANSWER_MAX)]
    .filter((character) => character !== '\0')
    .slice(0, WEBHOOK_ANSWER_MAX)
    .join('');
