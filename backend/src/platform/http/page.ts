import { type PageQuery } from '@orbisvoice/shared-dto';
import { invalidField } from '../errors/domain-error.js';

/** One page of a list, with the total over all pages. */
export interface Page<T> {
  items: T[];
  total: number;
  page: number;
  pageSize: number;
}

/** The answer of an offset-paged list. */
export const page = <T>(items: T[], total: number, query: PageQuery): Page<T> => ({
  items,
  total,
  page: query.page,
  pageSize: query.pageSize,
});

/** Rows to skip. */
export const offsetOf = (query: PageQuery): number => (query.page - 1) * query.pageSize;

/** An opaque keyset cursor of the last row's sort values. */
export const encodeCursor = (values: readonly string[]): string => Buffer.from(JSON.stringify(values)).toString('base64url');

/**
 * The sort values of a cursor.
 * @throws DomainError `request.invalid` on field `cursor` unless it has exactly `length` texts
 */
export function decodeCursor(cursor: string, length: number): string[] {
  const values = parsed(cursor);
  if (!Array.isArray(values) || values.length !== length || !values.every((value) => typeof value === 'string')) {
    throw invalidField('cursor', 'cursor', 'is not a cursor of this list');
  }
  return values;
}

function parsed(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return null;
  }
}
