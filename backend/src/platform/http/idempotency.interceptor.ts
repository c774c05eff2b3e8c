import { type CallHandler, type ExecutionContext, Injectable, Logger, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { lastValueFrom, type Observable, from } from 'rxjs';
import '../access/current-actor.js';
import { Clock } from '../clock/clock.js';
import { DomainError } from '../errors/domain-error.js';
import { routeOf } from '../logging/request-log.js';
import { idempotencyKeyOf, requestHashOf } from './idempotency-key.js';
import { IDEMPOTENT, type Idempotency } from './idempotency.metadata.js';
import { IdempotencyRepository, type KeyedRequest } from './idempotency.repository.js';

const TAKE_OVER_AFTER_MS = 60_000;
const ENTITY_STATUS_NONE = 204;

/**
 * Replays the first answer to a repeated `Idempotency-Key`.
 *
 * Claim, effect and stored answer are three commits, because the effect belongs to its service. Dying between effect and answer leaves a
 * claim without an answer. It is closed by a rule: every service behind an idempotent route is idempotent on its own natural key (session
 * id, usage key), so after a minute a repeat may take the claim over, run the service again and get the same effect and an equal answer.
 * An error releases the claim: nothing happened, so the key is free for another try.
 */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  private readonly logger = new Logger(IdempotencyInterceptor.name);

  constructor(
    private readonly reflector: Reflector,
    private readonly repository: IdempotencyRepository,
    private readonly clock: Clock,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler<unknown>): Observable<unknown> {
    const mode = this.reflector.get<Idempotency | undefined>(IDEMPOTENT, context.getHandler());
    if (!mode) return next.handle();
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const keyed = keyedRequestOf(request, mode);
    if (!keyed) return next.handle();
    return from(this.once(keyed, context.switchToHttp().getResponse<FastifyReply>(), next));
  }

  private async once(request: KeyedRequest, reply: FastifyReply, next: CallHandler<unknown>): Promise<unknown> {
    const now = this.clock.now();
    const claim = await this.repository.claim(request, now, new Date(now.getTime() - TAKE_OVER_AFTER_MS));
    if (claim.kind === 'reused') throw new DomainError('idempotency.key_reused');
    if (claim.kind === 'running') throw new DomainError('idempotency.in_progress');
    if (claim.kind === 'fresh') return this.work(request, reply, next);
    void reply.status(claim.answer.status).header('idempotent-replayed', 'true');
    return claim.answer.status === ENTITY_STATUS_NONE ? undefined : claim.answer.body;
  }

  private async work(request: KeyedRequest, reply: FastifyReply, next: CallHandler<unknown>): Promise<unknown> {
    let body: unknown;
    try {
      body = await lastValueFrom(next.handle(), { defaultValue: undefined });
    } catch (error) {
      await this.repository.release(request).catch((reason: unknown) => this.logger.warn('claim not released, it ends by itself', reason));
      throw error;
    }
    // The effect is committed: failing to store the answer must not turn it into an error. The claim goes stale and the service decides.
    await this.repository
      .complete(request, { status: reply.statusCode, body }, this.clock.now())
      .catch((reason: unknown) => this.logger.warn('answer not stored for replay', reason));
    return body;
  }
}

/** @throws DomainError idempotency.key_required, request.invalid */
function keyedRequestOf(request: FastifyRequest, mode: Idempotency): KeyedRequest | null {
  const key = idempotencyKeyOf(request.headers['idempotency-key']);
  if (key === undefined) {
    if (mode === 'required') throw new DomainError('idempotency.key_required');
    return null;
  }
  const { actor } = request;
  if (!actor) return null;
  const path = request.url.split('?')[0] ?? '';
  return {
    tenantId: actor.tenantId,
    key,
    route: `${request.method} ${routeOf(request)}`,
    hash: requestHashOf(request.method, path, request.body),
  };
}
