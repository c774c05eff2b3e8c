import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Origin } from '../../../platform/access/actor.js';
import { originOf } from '../../../platform/access/current-actor.js';
import { mayUseSessionOf } from '../../../platform/access/site.js';
import { invalidField } from '../../../platform/errors/domain-error.js';
import { CLIENTS, type Client } from '../domain/clients.js';

/** Other sites cannot send it without a preflight that CORS refuses: it proves that the cookie's own app is asking (ASVS 3.5.1). */
export const CLIENT_HEADER = 'x-orbis-client';

/** A request and its answer, as far as cookies and sign-in need them. */
export interface AuthExchange {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly client: Client;
  readonly origin: Origin;
}

/**
 * Hands a controller the exchange. `required` where a cookie is the only credential; elsewhere the portal is assumed.
 * @throws DomainError `request.invalid` for a missing or unknown client, or one that is served from another host
 */
export const Exchange = createParamDecorator((need: 'required' | undefined, context: ExecutionContext): AuthExchange => {
  const http = context.switchToHttp();
  const request = http.getRequest<FastifyRequest>();
  const client = clientOf(request.headers[CLIENT_HEADER], need);
  if (!mayUseSessionOf(client, request)) throw invalidField(CLIENT_HEADER, 'client', `the ${client} is not at this address`);
  return { request, reply: http.getResponse<FastifyReply>(), client, origin: originOf(request) };
});

function clientOf(header: string | string[] | undefined, need: 'required' | undefined): Client {
  if (header === undefined && need !== 'required') return 'portal';
  const client = CLIENTS.find((name) => name === header);
  if (!client) throw invalidField(CLIENT_HEADER, 'client', `must be one of ${CLIENTS.join(', ')}`);
  return client;
}
