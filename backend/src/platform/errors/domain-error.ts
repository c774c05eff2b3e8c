import { type ErrorCode } from '@orbisvoice/shared-dto/values';

/** Values a front end puts into the sentence of a code. */
export type ErrorParams = Readonly<Record<string, string | number | boolean | null>>;

/** One invalid field: `path` is dotted, `rule` stable, `message` for people. */
export interface InvalidField {
  readonly path: string;
  readonly rule: string;
  readonly message: string;
}

/**
 * A refusal the caller can understand: a closed code and its parameters. The status belongs to the code (`error-registry`),
 * the sentence to the front ends' dictionary.
 */
export class DomainError extends Error {
  override readonly name = 'DomainError';

  constructor(
    readonly code: ErrorCode,
    readonly params: ErrorParams = {},
    readonly fields: readonly InvalidField[] = [],
  ) {
    super(code);
  }

  /** JSON that the answer carries besides the parameters, so that the caller need not ask for it; null for none. */
  details: Readonly<Record<string, unknown>> | null = null;

  /** The same refusal with `details`. */
  carrying(details: Readonly<Record<string, unknown>>): this {
    this.details = details;
    return this;
  }
}

/** `request.invalid` for one field, for rules a schema cannot know. */
export const invalidField = (path: string, rule: string, message: string): DomainError =>
  new DomainError('request.invalid', {}, [{ path, rule, message }]);
