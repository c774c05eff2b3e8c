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
import { policiesOf } from './rate-limit.decorator.js';
import { RateLimiter } from './rate-limiter.js';

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

  override async canActivate(context: ExecutionContext): Promise<boolean> {
    const policies = policiesOf(context.getHandler());
    if (policies.length === 0) return true;
    const http = context.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    for (const policy of policies) await this.limiter.named(policy, request, reply);
    return true;
  }
}
