const REDACTED = '[redacted]';
const MAX_DEPTH = 6;
const MAX_ENTRIES = 50;
const MAX_STRING = 8_000;

/** Keys whose value is never written, wherever they stand. Ids, names and counts of such things may be (`apiKeyId`, `tokenCount`). */
const SECRET_KEY =
  /authorization|cookie|passw|passphrase|secret|token|api[-_]?key|private[-_]?key|credential|signature|otp|^card$|card[-_]?number|^(cvc|cvv|pan|iban)$/i;
const HARMLESS_KEY = /(id|ids|count|prefix|name|type|kind|expires?(at|in)?|seconds)$/i;

/** A copy for the log: secrets by key gone at any depth, errors readable, cycles cut, size bounded. */
export function maskFields(value: unknown): unknown {
  return copy(value, 0, new Set());
}

function copy(value: unknown, depth: number, above: Set<object>): unknown {
  if (typeof value === 'string') return value.length > MAX_STRING ? `${value.slice(0, MAX_STRING)}… (${value.length} characters)` : value;
  if (typeof value === 'bigint' || typeof value === 'symbol') return String(value);
  if (typeof value === 'function') return '[function]';
  if (typeof value !== 'object' || value === null) return value;
  if (above.has(value)) return '[circular]';
  if (depth >= MAX_DEPTH) return '[deeper]';
  above.add(value);
  const copied = copyObject(value, (child) => copy(child, depth + 1, above));
  above.delete(value);
  return copied;
}

function copyObject(value: object, inner: (child: unknown) => unknown): unknown {
  if (value instanceof Error) return errorFields(value, inner);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'invalid date' : value.toISOString();
  if (value instanceof Uint8Array) return `[${value.byteLength} bytes]`;
  if (value instanceof Map || value instanceof Set) return inner([...value]);
  if (Array.isArray(value)) {
    const head = value.slice(0, MAX_ENTRIES).map(inner);
    return value.length > MAX_ENTRIES ? [...head, `… ${value.length - MAX_ENTRIES} more`] : head;
  }
  return Object.fromEntries(
    Object.entries(value)
      .slice(0, MAX_ENTRIES)
      .map(([key, child]) => [key, isSecretKey(key) ? REDACTED : inner(child)]),
  );
}

/**
 * What helps to find the fault, and nothing else: errors of drivers carry the statement, its parameters and the offending row
 * (`Key (email)=(…)`), errors of HTTP clients the whole request.
 */
function errorFields(error: Error, inner: (child: unknown) => unknown): Record<string, unknown> {
  const { code } = error as { readonly code?: unknown };
  return {
    type: error.name,
    message: inner(error.message),
    ...((typeof code === 'string' || typeof code === 'number') && { code }),
    stack: inner(error.stack ?? ''),
    ...(error.cause !== undefined && { cause: inner(error.cause) }),
    ...(error instanceof AggregateError && { errors: inner(error.errors) }),
  };
}

/** Whether the value under this key is a secret by its name. */
export const isSecretKey = (key: string): boolean => SECRET_KEY.test(key) && !HARMLESS_KEY.test(key);
