/** Tells the sandbox what time it is; tests hand in their own. */
export type SandboxClock = () => Date;

/** The machine's clock: the one place of the sandbox that reads it. */
export const systemClock: SandboxClock = () => new Date();

/** Stripe counts time in whole seconds. */
export function unixSeconds(date: Date): number {
  return Math.floor(date.getTime() / 1000);
}
