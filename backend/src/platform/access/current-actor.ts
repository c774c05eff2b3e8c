import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { type FastifyRequest } from 'fastify';
import { DomainError } from '../errors/domain-error.js';
import { type Actor, type Origin } from './actor.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by the access guard when the request carried a valid token. */
    actor?: Actor;
    /** Set where a trusted proxy names it (`COUNTRY_HEADER`). */
    country?: string | null;
  }
}

const MAX_USER_AGENT = 300;

/** Where the request came from; the address honours the trusted proxies of the configuration only. */
export function originOf(request: FastifyRequest): Origin {
  const userAgent = request.headers['user-agent'];
  return {
    ip: request.ip,
    userAgent: userAgent ? userAgent.slice(0, MAX_USER_AGENT) : null,
    country: request.country ?? null,
    traceId: request.id,
  };
}

/** The signed-in user or API key of this request. */
export const CurrentActor = createParamDecorator((_: undefined, context: ExecutionContext): Actor => {
  const { actor } = context.switchToHttp().getRequest<FastifyRequest>();
  if (!actor) throw new DomainError('access.unauthenticated');
  return actor;
});

/** Address, user agent and trace id of this request. */
export const RequestOrigin = createParamDecorator((_: undefined, context: ExecutionContext): Origin =>
  originOf(context.switchToHttp().getRequest<FastifyRequest>()),
);
