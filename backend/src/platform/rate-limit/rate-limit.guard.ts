import { type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import {
  InjectThrottlerOptions,
  InjectThrottlerStorage,
  ThrottlerGuard,
  type ThrottlerModuleOptions,
  ThrottlerStorage,
} from '@nestjs/throttler';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { policiesOf, type RateLimitPolicy } from './rate-limit.decorator.js';
import { RateLimiter } from './rate-limiter.js';

/** Most routes have no limit of their own. */
const ALLOWED = Promise.resolve(true);

/**
 * The stricter limits of single routes, after the body is read (they may be by account) and before anybody's identity is looked up. The
 * general limit is a hook (`RateLimitHooks`): it also covers what never reaches a guard, such as unknown routes and malformed bodies.
 */
@Injectable()
export class RateLimitGuard extends ThrottlerGuard {
  constructor(
    @InjectThrottlerOptions() options: ThrottlerModuleOptions,
    @InjectThrottlerStorage() storage: ThrottlerStorage,
    reflector: Reflector,
    @Inject(RateLimiter) private readonly limiter: RateLimiter,
  ) {
    super(options, storage, reflector);
  }

  override canActivate(context: ExecutionContext): Promise<boolean> {
    const policies = policiesOf(context.getHandler());
    return policies.length === 0 ? ALLOWED : this.spend(policies, context);
  }

  private async spend(policies: readonly RateLimitPolicy[], context: ExecutionContext): Promise<boolean> {
    const http = context.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    for (const policy of policies) await this.limiter.named(policy, request, reply);
    return true;
  }
}
