import { LIMITS } from '@orbisvoice/shared-dto/values';
import { invalidField } from '../errors/domain-error.js';
import { sha256 } from '../crypto/tokens.js';

const PRINTABLE = /^[\x21-\x7e]+$/;

/**
 * The key of a request, checked; undefined when it has none.
 * @throws DomainError request.invalid
 */
export function idempotencyKeyOf(header: string | string[] | undefined): string | undefined {
  if (header === undefined) return undefined;
  const isUsable = typeof header === 'string' && header.length <= LIMITS.idempotencyKeyMax && PRINTABLE.test(header);
  if (isUsable) return header;
  throw invalidField('Idempotency-Key', 'format', `must be 1 to ${LIMITS.idempotencyKeyMax} printable characters without spaces`);
}

/** What makes two requests the same: the route, its parameters and the body, whatever the order of its keys. */
export const requestHashOf = (method: string, path: string, body: unknown): Buffer => sha256(`${method} ${path}\n${canonical(body)}`);

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const entries = Object.entries(value)
    .filter(([, child]) => child !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, child]) => `${JSON.stringify(key)}:${canonical(child)}`).join(',')}}`;
}
