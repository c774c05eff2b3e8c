/** Whether a route takes `Idempotency-Key` or insists on it. */
export type Idempotency = 'optional' | 'required';

export const IDEMPOTENT = Symbol('idempotent');
