import { type ArgumentMetadata, StandardSchemaValidationPipe } from '@nestjs/common';
import { DomainError, type InvalidField } from '../errors/domain-error.js';
import { unstorableTexts } from './storable-text.js';

/** The part of a Standard Schema issue that both zod and other libraries give. */
interface SchemaIssue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
  readonly code?: unknown;
  readonly keys?: unknown;
}

/** Beyond these nobody reads on, and a body of a hundred thousand bad fields must not cost a hundred times its size in answers. */
const MAX_FIELDS = 100;

/** The rule no schema spells out: every text can be stored. */
class StorableTextPipe extends StandardSchemaValidationPipe {
  override async transform<T>(value: T, metadata: ArgumentMetadata): Promise<T> {
    if (!metadata.schema) return value;
    // a request without a body says nothing: where that is too little, the fields it lacks are named
    const isAbsent = metadata.type === 'body' && value === undefined;
    const valid = (await super.transform<unknown>(isAbsent ? {} : value, metadata)) as T;
    const fields = unstorableTexts(valid);
    if (fields.length > 0) throw new DomainError('request.invalid', {}, fields);
    return valid;
  }
}

/** Checks bodies, queries and path parameters by the schema their decorator names; every bad field is told at once. */
export const validationPipe = (): StandardSchemaValidationPipe =>
  new StorableTextPipe({
    transform: true,
    exceptionFactory: (issues) => invalid(issues.flatMap(fieldsOf)),
  });

/** What is left out is said in `params`: nothing is cut silently. */
function invalid(fields: readonly InvalidField[]): DomainError {
  const omitted = fields.length - MAX_FIELDS;
  return new DomainError('request.invalid', omitted > 0 ? { omittedFields: omitted } : {}, fields.slice(0, MAX_FIELDS));
}

/** One field per issue; an unknown key is reported under its own name. */
export function fieldsOf(issue: SchemaIssue): InvalidField[] {
  const path = (issue.path ?? []).map((step) => String(typeof step === 'object' ? step.key : step));
  const rule = typeof issue.code === 'string' ? issue.code : 'invalid';
  if (Array.isArray(issue.keys)) {
    return issue.keys.map((key) => ({ path: [...path, String(key)].join('.'), rule, message: 'is not a known field' }));
  }
  return [{ path: path.join('.'), rule, message: issue.message }];
}
