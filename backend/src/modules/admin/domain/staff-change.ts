import type { ErrorCode, StaffChangeStatus } from '@orbisvoice/shared-dto/values';

/** How long a proposal waits for its second person: a working day, wherever that person is. */
export const STAFF_CHANGE_MS = 24 * 3_600_000;

/** Everybody of staff at this moment, by their ids; under the lock that every change of it takes. */
export type Roster = ReadonlySet<string>;

/** Somebody who is to become staff, or staff no more. */
export interface Person {
  readonly id: string;
  /** Their address is proved and their workspace runs: staff are mailed, and held to be reachable. */
  readonly isFit: boolean;
}

/** What is wanted, and by whom; `by` is null for the command line. */
export interface Wish {
  readonly person: Person;
  readonly isAdmin: boolean;
  readonly by: string | null;
}

export interface Proposal {
  readonly status: StaffChangeStatus;
  readonly proposedBy: string | null;
  readonly expiresAt: Date;
}

export type StaffRefusal = Extract<ErrorCode, `admin.staff_${string}` | 'access.forbidden'>;

/** Why nobody of staff can want this; null when they can. Whoever asks is to be staff as the roster has it, not as a token says. */
export function wishRefusal({ person, isAdmin, by }: Wish, roster: Roster): StaffRefusal | null {
  if (by !== null && !roster.has(by)) return 'access.forbidden';
  if (by === person.id) return 'admin.staff_change_own';
  if (roster.has(person.id) === isAdmin) return 'admin.staff_change_unneeded';
  if (isAdmin && !person.isFit) return 'admin.staff_change_unfit';
  if (!isAdmin && roster.size <= 1) return 'admin.staff_last';
  return null;
}

/** Why somebody cannot be the second of two; null when they can. A proposal falls with the rights of who made it. */
export function confirmationRefusal(
  proposal: Proposal,
  wish: Wish & { readonly by: string },
  at: { roster: Roster; now: Date },
): StaffRefusal | null {
  const { proposedBy } = proposal;
  if (statusAt(proposal, at) !== 'pending') return 'admin.staff_change_closed';
  if (wish.by === proposedBy) return 'admin.staff_change_second';
  return wishRefusal(wish, at.roster);
}

/** Why somebody cannot take a proposal back; null when they can. Nobody stops what is proposed about themself. */
export function withdrawalRefusal(
  proposal: Proposal,
  { personId, by }: { personId: string; by: string },
  at: { roster: Roster; now: Date },
): StaffRefusal | null {
  if (!at.roster.has(by)) return 'access.forbidden';
  if (by === personId) return 'admin.staff_change_own';
  return statusAt(proposal, at) === 'pending' ? null : 'admin.staff_change_closed';
}

/** A proposal whose time is over has run out, and one whose maker is staff no more has fallen, whether or not somebody has written that down. */
export function statusAt({ status, proposedBy, expiresAt }: Proposal, { roster, now }: { roster: Roster; now: Date }): StaffChangeStatus {
  if (status !== 'pending') return status;
  if (expiresAt <= now) return 'expired';
  return proposedBy !== null && roster.has(proposedBy) ? 'pending' : 'fallen';
}
