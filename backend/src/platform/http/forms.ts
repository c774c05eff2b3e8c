import { applyDecorators } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiConsumes } from '@nestjs/swagger';
import { type FastifyInstance, type FastifyRequest } from 'fastify';
import { DomainError } from '../errors/domain-error.js';

/** What a form may be sent as; mail programs use either (RFC 8058 §3.2). */
const FORM_TYPES = ['application/x-www-form-urlencoded', 'multipart/form-data'];
/** A page of check boxes is well below. */
const FORM_BYTES_MAX = 16_384;

declare module 'fastify' {
  interface FastifyContextConfig {
    acceptsForm?: boolean;
  }
}

/** The text fields of a form; of a name that comes twice, the last. */
export type FormFields = Readonly<Record<string, string>>;

/**
 * Lets a route read forms. Only for routes whose address is a secret: a page of another site can post a form without asking first, so a
 * route that believes a cookie must never take one.
 */
export const AcceptsForm = (): MethodDecorator => applyDecorators(RouteConfig({ acceptsForm: true }), ApiConsumes(...FORM_TYPES));

/** Reads forms for the routes that declared it; all others answer 415 as they do to any type they do not know. */
export function readForms(instance: FastifyInstance): void {
  const options = { parseAs: 'buffer', bodyLimit: FORM_BYTES_MAX } as const;
  instance.addContentTypeParser(FORM_TYPES, options, (request: FastifyRequest, body: Buffer) => {
    if (!request.routeOptions.config.acceptsForm) throw new DomainError('request.unsupported_media_type');
    return fieldsOf(body, request.headers['content-type'] ?? '');
  });
}

/** The runtime's own parser reads both kinds. Files are left out: nobody asks for any. */
async function fieldsOf(body: Buffer, type: string): Promise<FormFields> {
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData().catch(() => {
    throw new DomainError('request.invalid', {}, [{ path: '', rule: 'form', message: 'is not a form of the type it says' }]);
  });
  return Object.fromEntries([...form.entries()].filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}
