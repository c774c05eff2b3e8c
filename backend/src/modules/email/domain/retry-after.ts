const SECOND = 1000;

/** The two forms of `Retry-After`: seconds, or a date. Null when it says nothing that can be read. */
export function retryAfterOf(value: string | null, now: Date): number | null {
  if (value === null || value.trim() === '') return null;
  const seconds = Number(value);
  const wait = Number.isNaN(seconds) ? Date.parse(value) - now.getTime() : seconds * SECOND;
  return Number.isFinite(wait) && wait > 0 ? wait : null;
}

/** SendGrid's `X-RateLimit-Reset`: the second at which the window opens again. */
export function rateLimitResetOf(value: string | null, now: Date): number | null {
  const at = Number(value ?? Number.NaN) * SECOND;
  return Number.isFinite(at) && at > now.getTime() ? at - now.getTime() : null;
}
