import { ERROR_CODES, type ErrorCode } from '@orbisvoice/shared-dto/values';

/** Codes of one area: `agents` owns `agents.*`; billing also owns the two that the contract names without an area. */
export type CodesOf<Area extends string> =
  Extract<ErrorCode, `${Area}.${string}`> | (Area extends 'billing' ? 'usage_limit_reached' | 'stripe_unavailable' : never);

const statuses = new Map<ErrorCode, number>();

/**
 * Registers the status of every code of an area; exhaustive by type, so a new code does not compile until it has one.
 * @returns the table itself, for tests
 */
export function defineErrors<Area extends string>(_area: Area, table: Readonly<Record<CodesOf<Area>, number>>): typeof table {
  for (const code of ERROR_CODES) {
    const status: unknown = Reflect.get(table, code);
    if (typeof status === 'number') statuses.set(code, status);
  }
  return table;
}

/** The HTTP status of a code. An unregistered one is a programming error and answers 500. */
export const statusOf = (code: ErrorCode): number => statuses.get(code) ?? 500;

/** Codes of the closed list that no module registered. Checked at boot by the API, which imports every module. */
export const unregisteredCodes = (): ErrorCode[] => ERROR_CODES.filter((code) => !statuses.has(code));
