/** Whether a page of this origin may show the agent. An agent without a list is for every page; with one, a caller without a page is none. */
export function isAllowedOrigin(origin: string | undefined, allowed: readonly string[]): boolean {
  if (allowed.length === 0) return true;
  return origin !== undefined && allowed.some((one) => canonical(one) === canonical(origin));
}

/** Browsers leave out the usual port and write in lower case; people do not. What is no origin stays as it is, and matches itself only. */
function canonical(origin: string): string {
  return URL.canParse(origin) ? new URL(origin).origin : origin;
}
