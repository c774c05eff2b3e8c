import { isIPv6 } from 'node:net';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import { sha256 } from '../../../platform/crypto/tokens.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { ACCOUNT_BRAKE, IMPERSONATION_BRAKE, INVITATION_BRAKE, MAIL_BRAKE, NETWORK_BRAKE, type Brake } from '../domain/brakes.js';
import { ipv6Groups } from '../domain/networks.js';
import { AllTenantsLoginAttemptRepository, type Braked } from '../persistence/all-tenants-login-attempt.repository.js';

/** Who tries to get in: an address as typed, from where, and (if it proved itself) from which known device. */
export interface Attempt {
  readonly email: string;
  readonly ip: string | null;
  readonly device: string | null;
}

/** Slows guessing before anything is hashed. Works on what was typed, so that known and unknown addresses are braked alike. */
@Injectable()
export class BrakesService {
  constructor(
    private readonly attempts: AllTenantsLoginAttemptRepository,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `request.rate_limited` while a brake holds */
  async beforeLogIn(attempt: Attempt): Promise<void> {
    await this.take({ key: networkKey(attempt) }, NETWORK_BRAKE);
    await this.take({ key: accountKey(attempt), account: accountOf(attempt.email) }, ACCOUNT_BRAKE);
  }

  /** The password was right: the account starts afresh, the network gets this one try back. */
  async afterRightPassword(attempt: Attempt): Promise<void> {
    await this.attempts.clear([accountKey(attempt)]);
    await this.attempts.giveBack(networkKey(attempt), this.clock.now());
  }

  /** A new password makes earlier guesses at the old one pointless to remember. */
  async afterReset(email: string): Promise<void> {
    await this.attempts.clear([accountKey({ email, ip: null, device: null })]);
  }

  /**
   * One commit that means nothing, where a known address would have had one (its audit entry): steps of time hide small differences
   * of work, but at their edges only equal work is equal.
   */
  async likeAKnownAddress(email: string): Promise<void> {
    await this.attempts.take({ key: sha256(`decoy ${email}`) }, ACCOUNT_BRAKE, this.clock.now());
  }

  /** Whether one more mail may go to an address because somebody asked for it. */
  async mayMail(email: string): Promise<boolean> {
    return (await this.attempts.take({ key: keyOf(MAIL_BRAKE, email) }, MAIL_BRAKE, this.clock.now())) === null;
  }

  /** @throws DomainError `request.rate_limited` when a tenant invites faster than people do */
  async beforeInviting(tenantId: string): Promise<void> {
    await this.take({ key: keyOf(INVITATION_BRAKE, tenantId) }, INVITATION_BRAKE);
  }

  /** @throws DomainError `request.rate_limited` when staff send somebody mail faster than people read it */
  async beforeMail(email: string): Promise<void> {
    await this.take({ key: keyOf(MAIL_BRAKE, email) }, MAIL_BRAKE);
  }

  /** @throws DomainError `request.rate_limited` when a staff member goes from person to person */
  async beforeImpersonating(staffId: string): Promise<void> {
    await this.take({ key: keyOf(IMPERSONATION_BRAKE, staffId) }, IMPERSONATION_BRAKE);
  }

  /** Lifts what makes guesses at an account wait, from known and unknown devices. @returns how many brakes there were */
  unlock(email: string): Promise<number> {
    return this.attempts.clearAccount(accountOf(email));
  }

  private async take(braked: Braked, brake: Brake): Promise<void> {
    const now = this.clock.now();
    const freeAt = await this.attempts.take(braked, brake, now);
    if (freeAt) throw new DomainError('request.rate_limited', { retryAfterSeconds: Math.ceil((freeAt.getTime() - now.getTime()) / 1_000) });
  }
}

const keyOf = (brake: Brake, subject: string): Buffer => sha256(`${brake.name} ${subject}`);

const accountOf = (email: string): Buffer => sha256(email);

/** A device that signed in before has a count of its own: somebody else's guessing does not lock its owner out. */
const accountKey = ({ email, device }: Attempt): Buffer => keyOf(ACCOUNT_BRAKE, `${email} ${device ?? 'unknown'}`);

const networkKey = ({ ip }: Attempt): Buffer => keyOf(NETWORK_BRAKE, networkOf(ip ?? 'none'));

/** One IPv6 customer owns a whole /64; counting single addresses would be no brake. */
const networkOf = (ip: string): string => (isIPv6(ip) && !ip.includes('.') ? ipv6Groups(ip).slice(0, 4).join(':') : ip);
