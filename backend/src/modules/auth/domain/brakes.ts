/**
 * A brake: `free` tries at once, then a wait that doubles from `firstWaitMs` up to `longestWaitMs`. It slows, it never locks
 * (ASVS 6.3.1): a victim gets in after the wait, and at once from a device that has signed in before.
 */
export interface Brake {
  readonly name: string;
  readonly free: number;
  readonly firstWaitMs: number;
  readonly longestWaitMs: number;
  /** A pause this long forgets the failures. */
  readonly forgetMs: number;
}

/** Guesses at one account: at most 5 + 7 + 56 in the first hour. */
export const ACCOUNT_BRAKE: Brake = { name: 'account', free: 5, firstWaitMs: 1_000, longestWaitMs: 60_000, forgetMs: 3_600_000 };

/** Failures from one network address, whatever the account: a sprayed list. Wide, because offices share an address. */
export const NETWORK_BRAKE: Brake = { name: 'network', free: 50, firstWaitMs: 500, longestWaitMs: 4_000, forgetMs: 600_000 };

/** Mail that anybody can cause to somebody else's mailbox. */
export const MAIL_BRAKE: Brake = { name: 'mail', free: 3, firstWaitMs: 60_000, longestWaitMs: 3_600_000, forgetMs: 6 * 3_600_000 };

/** Acting as somebody else, by one staff member: each one mails the owners, and a stolen console must not read through every tenant. */
export const IMPERSONATION_BRAKE: Brake = {
  name: 'impersonation',
  free: 20,
  firstWaitMs: 30_000,
  longestWaitMs: 900_000,
  forgetMs: 3_600_000,
};

/** Invitations of one tenant: a stolen account must not become a mailing machine. */
export const INVITATION_BRAKE: Brake = { name: 'invitation', free: 50, firstWaitMs: 10_000, longestWaitMs: 600_000, forgetMs: 3_600_000 };

/** How long the brake holds after the `failures`-th failure in a row. */
export function waitAfter(failures: number, brake: Brake): number {
  if (failures < brake.free) return 0;
  return Math.min(brake.firstWaitMs * 2 ** Math.min(failures - brake.free, 30), brake.longestWaitMs);
}
