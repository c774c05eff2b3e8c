import { hash } from 'node:crypto';
import { type FastifyRequest } from 'fastify';
import { normalizeIp } from '@nestjs/throttler';

const IPV6_PREFIX = 64;
const HASH_CHARACTERS = 22;

/**
 * A link that is its own credential, sealed into the path: its bucket is its own, as a token's is. Mail providers press the buttons of
 * thousands of readers from a handful of addresses.
 */
const SEALED_LINK = /^\/api\/email\/unsubscribe\/([^/?]+)/;

/** Whose bucket a request draws from, before anybody checked who it is. */
export interface Caller {
  readonly key: string;
  /** Bucket of the address, which pays for tokens that turn out to be worth nothing. */
  readonly address: string;
  readonly hasToken: boolean;
}

/** A caller is its bearer token's hash (an API key, a session's access token) or its link's, else its address; an IPv6 customer is a /64. */
export function callerOf(request: Pick<FastifyRequest, 'headers' | 'ip' | 'url'>): Caller {
  const address = `ip:${normalizeIp(request.ip, IPV6_PREFIX)}`;
  const link = sealedLinkOf(request.url);
  if (link !== null) return { key: `link:${shortHash(link)}`, address, hasToken: true };
  const { authorization } = request.headers;
  if (!authorization?.startsWith('Bearer ')) return { key: address, address, hasToken: false };
  return { key: `token:${shortHash(authorization)}`, address, hasToken: true };
}

/** The sealed part of such a link; null for every other URL. */
export const sealedLinkOf = (url: string): string | null => SEALED_LINK.exec(url)?.[1] ?? null;

/** The account a sign-in names in its body, whether or not it exists; the address when there is none. */
export function accountKeyOf(request: Pick<FastifyRequest, 'headers' | 'ip' | 'url' | 'body'>): string {
  const { body } = request;
  const email: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, 'email') : undefined;
  return typeof email === 'string' ? `account:${shortHash(email.trim().toLowerCase())}` : callerOf(request).address;
}

/** What a parameter of the query names, whether or not it exists; the address when it names nothing. */
export function queryKeyOf(request: Pick<FastifyRequest, 'headers' | 'ip' | 'url' | 'query'>, name: string): string {
  const { query } = request;
  const value: unknown = typeof query === 'object' && query !== null ? Reflect.get(query, name) : undefined;
  return typeof value === 'string' ? `${name}:${shortHash(value)}` : callerOf(request).address;
}

/** What a field of the body names, in whatever case, whether or not it exists; the address when it names nothing. */
export function bodyKeyOf(request: Pick<FastifyRequest, 'headers' | 'ip' | 'url' | 'body'>, name: string): string {
  const { body } = request;
  const value: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, name) : undefined;
  return typeof value === 'string' ? `${name}:${shortHash(value.trim().toLowerCase())}` : callerOf(request).address;
}

const shortHash = (text: string): string => hash('sha256', text, 'base64url').slice(0, HASH_CHARACTERS);
