import type { UserSort } from '@orbisvoice/shared-dto/values';
import { invalidField } from '../../../platform/errors/domain-error.js';
import { decodeCursor, encodeCursor } from '../../../platform/http/page.js';

/** What a row is ordered by, as text. */
export const CURSOR_KEY = 'cursorKey';

/** Where a page begins: behind the last row of the page before. */
export interface UserKey {
  readonly value: string;
  readonly id: string;
}

interface Key {
  readonly key: string;
  readonly type: 'text' | 'timestamptz';
}

/** Whitelist, because a column cannot be a parameter. Each has its index; who never came stands at the beginning of time, as the index says. */
const KEYS: Readonly<Record<'name' | 'email' | 'createdAt' | 'lastSeenAt', Key>> = {
  name: { key: 'lower(u.name)', type: 'text' },
  email: { key: 'u.email', type: 'text' },
  createdAt: { key: 'u.created_at', type: 'timestamptz' },
  lastSeenAt: { key: `coalesce(u.last_seen_at, timestamptz '1970-01-01 00:00:00+00')`, type: 'timestamptz' },
};
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** Microseconds: a JavaScript date would lose them, and a keyset page with them rows. */
const EXACT = `'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'`;

/** An order as SQL: the key, its type, and its text for a cursor. */
export function orderOf(sort: UserSort): Key & { readonly isDescending: boolean; readonly text: string } {
  const { key, type } = KEYS[columnOf(sort)];
  const text = type === 'text' ? key : `to_char((${key}) at time zone 'UTC', ${EXACT})`;
  return { key, type, text, isDescending: sort.startsWith('-') };
}

const columnOf = (sort: UserSort): keyof typeof KEYS => sort.replace('-', '') as keyof typeof KEYS;

/** The order is part of it: a cursor of one order means nothing in another. */
export const userCursor = (sort: UserSort, { value, id }: UserKey): string => encodeCursor([sort, value, id]);

/** @throws DomainError `request.invalid` for a cursor this list, in this order, did not hand out */
export function userKeyOf(cursor: string | undefined, sort: UserSort): UserKey | null {
  if (cursor === undefined) return null;
  const [of, value, id] = decodeCursor(cursor, 3);
  const isDated = orderOf(sort).type === 'text' || !Number.isNaN(Date.parse(value ?? ''));
  if (of !== sort || value === undefined || !id || !UUID.test(id) || !isDated) {
    throw invalidField('cursor', 'cursor', 'must be the `next` of the page before');
  }
  return { value, id };
}
