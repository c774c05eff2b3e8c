/** A stricter limit of one route, beside the general one. */
export interface RateLimitPolicy {
  /** Routes that share a name share their buckets. */
  readonly name: string;
  /** Tokens that come back per minute; below 1 is allowed (0.5 = one every two minutes). */
  readonly perMinute: number;
  /** Calls that may come at once; `perMinute` (at least 1) unless told. */
  readonly burst?: number;
  /**
   * Whose calls are counted: the address, the e-mail address the body names (for sign-in: the account under attack), or whatever a
   * parameter of the query or a field of the body names.
   */
  readonly by: 'ip' | 'account' | { readonly query: string } | { readonly body: string };
}

export const RATE_LIMITS = Symbol('rate-limits');

/** Adds a stricter limit to a route; several may stand on one. */
export const RateLimit =
  (policy: RateLimitPolicy): MethodDecorator =>
  (_target, _key, descriptor): void => {
    const method: unknown = descriptor.value;
    if (typeof method === 'function') Reflect.defineMetadata(RATE_LIMITS, [...policiesOf(method), policy], method);
  };

/** The stricter limits of a handler. */
export const policiesOf = (method: object): readonly RateLimitPolicy[] =>
  (Reflect.getMetadata(RATE_LIMITS, method) as readonly RateLimitPolicy[] | undefined) ?? [];
