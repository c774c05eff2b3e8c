/** Why a request was not answered: the code of the connection's error where there is one, such as `ECONNREFUSED`. */
export function failureCause(error: unknown): string {
  const cause: unknown = typeof error === 'object' && error !== null && 'cause' in error && error.cause ? error.cause : error;
  // a DOM exception, as a time-out is one, has a number for a code, which tells nobody anything
  return typeof cause === 'object' && cause !== null && 'code' in cause && typeof cause.code === 'string' ? cause.code : String(cause);
}
