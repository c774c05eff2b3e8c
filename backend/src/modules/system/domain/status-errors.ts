const REFUSED = 400;
const FAILED = 500;

/** How many of the answers, counted by status, were refusals and failures. */
export function errorsOf(outcomes: Readonly<Record<string, number>>): { readonly clientErrors: number; readonly serverErrors: number } {
  let [clientErrors, serverErrors] = [0, 0];
  for (const [status, count] of Object.entries(outcomes)) {
    if (Number(status) >= FAILED) serverErrors += count;
    else if (Number(status) >= REFUSED) clientErrors += count;
  }
  return { clientErrors, serverErrors };
}
