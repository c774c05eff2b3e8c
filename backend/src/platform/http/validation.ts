import { StandardSchemaValidationPipe } from '@nestjs/common';
import { DomainError, type InvalidField } from '../errors/domain-error.js';

/** The part of a Standard Schema issue that both zod and other libraries give. */
interface SchemaIssue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
  readonly code?: unknown;
  readonly keys?: unknown;
}

/** Checks bodies, queries and path parameters by the schema their decorator names; every bad field is told at once. */
export const validationPipe = (): StandardSchemaValidationPipe =>
  new StandardSchemaValidationPipe({
    transform: true,
    exceptionFactory: (issues) => new DomainError('request.invalid', {}, issues.flatMap(fieldsOf)),
  });

/** One field per issue; an unknown key is reported under its own name. */
export function fieldsOf(issue: SchemaIssue): InvalidField[] {
  const path = (issue.path ?? []).map((step) => String(typeof step === 'object' ? step.key : step));
  const rule = typeof issue.code === 'string' ? issue.code : 'invalid';
  if (Array.isArray(issue.keys)) {
    return issue.keys.map((key) => ({ path: [...path, String(key)].join('.'), rule, message: 'is not a known field' }));
  }
  return [{ path: path.join('.'), rule, message: issue.message }];
}
