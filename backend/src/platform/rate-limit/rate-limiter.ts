import { Inject, Injectable } from '@nestjs/common';
import { ThrottlerStorage } from '@nestjs/throttler';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { Config } from '../config/config.js';
import { DomainError } from '../errors/domain-error.js';
import { Metrics } from '../metrics/metrics.js';
import { BucketStorage, type StorageRecord } from './bucket-storage.js';
import { accountKeyOf, bodyKeyOf, callerOf, queryKeyOf } from './caller-key.js';
import { type RateLimitPolicy } from './rate-limit.decorator.js';

const MINUTE_MS = 60_000;

/** Spends tokens and says so in the answer. */
@Injectable()
export class RateLimiter {
  private readonly refusals;
  /** Tokens that were refused, by address; of this process, so that looking at it costs nothing. */
  private readonly badTokens = new BucketStorage();

  constructor(
    private readonly config: Config,
    @Inject(ThrottlerStorage) private readonly storage: ThrottlerStorage,
    metrics: Metrics,
  ) {
    this.refusals = metrics.counter('orbis_rate_limit_refusals_total', 'Requests refused with 429', ['limit']);
  }

  /**
   * The general limit of a request; a promise only when the buckets are elsewhere.
   * @throws DomainError request.rate_limited, at once or in the promise
   */
  general(request: FastifyRequest, reply: FastifyReply): Promise<void> | undefined {
    const limit = this.config.rateLimit.perMinute;
    const { key, address, hasToken } = callerOf(request);
    // random tokens must not buy fresh buckets: once an address sent too many bad ones, it is limited as an address
    const isTrusted = hasToken && this.badTokens.hasToken(address, this.badTokenSize());
    const payer = isTrusted ? key : address;
    if (!(this.storage instanceof BucketStorage)) {
      return this.storage
        .increment(payer, MINUTE_MS, limit, 0, 'general')
        .then((record) => this.settle(reply, record, { name: 'general', limit }));
    }
    this.settle(reply, this.storage.spend(payer, MINUTE_MS, limit), { name: 'general', limit });
    return undefined;
  }

  /**
   * A stricter limit of a route.
   * @throws DomainError request.rate_limited
   */
  async named(policy: RateLimitPolicy, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const limit = policy.burst ?? Math.max(1, Math.ceil(policy.perMinute));
    const ttl = (limit / policy.perMinute) * MINUTE_MS;
    const key = payerOf(policy.by, request);
    const record = await this.storage.increment(`${policy.name}:${key}`, ttl, limit, 0, policy.name);
    this.settle(reply, record, { name: policy.name, limit });
  }

  /** Counts a refusal of the token, or the link, that a request carried. */
  noteRefusedToken(request: FastifyRequest): void {
    const { address, hasToken } = callerOf(request);
    if (hasToken) this.badTokens.take(address, this.badTokenSize());
  }

  private badTokenSize(): { capacity: number; refillPerMs: number } {
    const { perMinute } = this.config.rateLimit;
    return { capacity: perMinute, refillPerMs: perMinute / MINUTE_MS };
  }

  /** The tightest of the limits that apply is the one the headers tell. */
  private settle(reply: FastifyReply, record: StorageRecord, { name, limit }: { name: string; limit: number }): void {
    const remaining = Math.max(0, limit - record.totalHits);
    const told = reply.getHeader('ratelimit-remaining');
    if (told === undefined || record.isBlocked || remaining < Number(told)) {
      void reply.headers({
        'ratelimit-limit': String(limit),
        'ratelimit-remaining': String(remaining),
        'ratelimit-reset': String(record.timeToExpire),
      });
    }
    if (!record.isBlocked) return;
    this.refusals.inc({ limit: name });
    void reply.header('retry-after', String(record.timeToBlockExpire));
    throw new DomainError('request.rate_limited', { retryAfterSeconds: record.timeToBlockExpire });
  }
}

function payerOf(by: RateLimitPolicy['by'], request: FastifyRequest): string {
  if (by === 'ip') return callerOf(request).address;
  if (by === 'account') return accountKeyOf(request);
  return 'query' in by ? queryKeyOf(request, by.query) : bodyKeyOf(request, by.body);
}
