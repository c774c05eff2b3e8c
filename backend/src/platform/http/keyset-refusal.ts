import { isDataException, sqlState } from '../database/database-errors.js';
import { invalidField } from '../errors/domain-error.js';

/** What PostgreSQL says of a zone that it does not know, though another engine does. */
const UNKNOWN_ZONE = '22023';

/** What to throw when a keyset list could not be read: for values of the right form and no meaning, a refusal that names the field. */
export function refusedBy(error: unknown, { cursor }: { readonly cursor?: string | undefined }): unknown {
  if (!isDataException(error)) return error;
  if (sqlState(error) === UNKNOWN_ZONE) return invalidField('timeZone', 'time_zone', 'is not a time zone');
  return invalidField(cursor === undefined ? 'from' : 'cursor', 'range', 'is out of range');
}
