import type { FastifyReply } from 'fastify';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { PAGE_POLICY } from '../../../platform/web/csp.js';
import { invalidPage } from './unsubscribe-pages.js';

/** Sends a page under the policy of pages; nothing of it is kept anywhere, because it tells what somebody chose. */
export const sendPage = (reply: FastifyReply, html: string, status = 200): FastifyReply =>
  reply.status(status).header('content-security-policy', PAGE_POLICY).type('text/html; charset=utf-8').send(html);

/**
 * Says that a link is none: to a browser as a page, to a program as the problem document every other route answers with.
 * @throws DomainError `email.token_invalid`
 */
export function sendInvalid(reply: FastifyReply): FastifyReply {
  if (!/\btext\/html\b/.test(reply.request.headers.accept ?? '')) throw new DomainError('email.token_invalid');
  return sendPage(reply, invalidPage(), 404);
}
