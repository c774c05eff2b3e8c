import { QueryFailedError } from 'typeorm';

/** SQLSTATE codes this code base reacts to. */
export const SQLSTATE = {
  uniqueViolation: '23505',
  foreignKeyViolation: '23503',
  serializationFailure: '40001',
  deadlock: '40P01',
} as const;

/** The SQLSTATE of a database error, whether it came through TypeORM or from the driver; null for anything else. */
export function sqlState(error: unknown): string | null {
  const source: unknown = error instanceof QueryFailedError ? error.driverError : error;
  if (typeof source !== 'object' || source === null) return null;
  const code: unknown = Reflect.get(source, 'code');
  return typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) ? code : null;
}

/** The violated constraint's name, to tell one unique key from another. */
export function constraintOf(error: unknown): string | null {
  const source: unknown = error instanceof QueryFailedError ? error.driverError : error;
  if (typeof source !== 'object' || source === null) return null;
  const constraint: unknown = Reflect.get(source, 'constraint');
  return typeof constraint === 'string' ? constraint : null;
}

/** Errors that a second run of the same transaction can cure (PostgreSQL manual §13.5). */
export function isRetryable(error: unknown): boolean {
  const state = sqlState(error);
  return state === SQLSTATE.deadlock || state === SQLSTATE.serializationFailure;
}

/** SQLSTATE class 22, such as the year 0: the value has the right form but no meaning here. */
export const isDataException = (error: unknown): boolean => /^22/.test(sqlState(error) ?? '');

/** SQLSTATE classes 22 (data exception) and 23 (integrity constraint): the same data will not pass a second time. */
export const isAboutData = (error: unknown): boolean => isDataException(error) || /^23/.test(sqlState(error) ?? '');

const DOWN = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  '57P01',
  '57P02',
  '57P03',
  '53300',
  '53100',
  '08006',
  '08001',
  '08003',
]);

/** Whether the database could not be reached or is shutting down: the caller may try again, nothing was decided. */
export function isDatabaseDown(error: unknown): boolean {
  const source: unknown = error instanceof QueryFailedError ? error.driverError : error;
  if (!(source instanceof Error)) return false;
  const code: unknown = Reflect.get(source, 'code');
  return (
    (typeof code === 'string' && DOWN.has(code)) || /timeout exceeded when trying to connect|Connection terminated/.test(source.message)
  );
}
