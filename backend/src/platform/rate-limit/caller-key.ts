import { hash } from 'node:crypto';
import { type FastifyRequest } from 'fastify';
import { normalizeIp } from '@nestjs/throttler';

const IPV6_PREFIX = 64;
const HASH_CHARACTERS = 22;

/** Whose bucket a request draws from, before anybody checked who it is. */
export interface Caller {
  readonly key: string;
  /** Bucket of the address, which pays for tokens that turn out to be worth nothing. */
  readonly address: string;
  readonly hasToken: boolean;
}

/** A caller is its bearer token's hash (an API key, a session's access token), else its address; an IPv6 customer is a /64. */
export function callerOf(request: Pick<FastifyRequest, 'headers' | 'ip'>): Caller {
  const address = `ip:${normalizeIp(request.ip, IPV6_PREFIX)}`;
  const { authorization } = request.headers;
  if (!authorization?.startsWith('Bearer ')) return { key: address, address, hasToken: false };
  return { key: `token:${shortHash(authorization)}`, address, hasToken: true };
}

/** The account a sign-in names in its body, whether or not it exists; the address when there is none. */
export function accountKeyOf(request: Pick<FastifyRequest, 'headers' | 'ip' | 'body'>): string {
  const { body } = request;
  const email: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, 'email') : undefined;
  return typeof email === 'string' ? `account:${shortHash(email.trim().toLowerCase())}` : callerOf(request).address;
}

const shortHash = (text: string): string => hash('sha256', text, 'base64url').slice(0, HASH_CHARACTERS);
