import { Injectable } from '@nestjs/common';
import type { Origin } from '../../../platform/access/actor.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { EventPublisher } from '../../../platform/events/event-publisher.js';
import { AuditLog } from '../../audit/index.js';
import { whereabouts } from '../domain/devices.js';
import { mayEnter } from '../../tenants/index.js';
import { PasswordResetRequested } from '../events/password-reset-requested.event.js';
import { AllTenantsIdentityRepository, type Identity } from '../persistence/all-tenants-identity.repository.js';
import { BrakesService } from './brakes.service.js';
import { OneTimeLinks } from './one-time-links.js';
import { atSteadyPace } from './steady-pace.js';

type Reason = PasswordResetRequested['payload']['reason'];

/** Asks for a mail with a way back into an account. Only who owns the mailbox learns that the account exists. */
@Injectable()
export class PasswordResetRequests {
  constructor(
    private readonly identities: AllTenantsIdentityRepository,
    private readonly brakes: BrakesService,
    private readonly links: OneTimeLinks,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditLog,
    private readonly events: EventPublisher,
  ) {}

  async forgotten(email: string, origin: Origin): Promise<void> {
    await atSteadyPace(() => this.request(email, 'forgotten', origin));
  }

  /**
   * Somebody signs up with an address that has an account: its owner gets the reset mail ("you already have an account"). Also when the
   * address was never proved: whoever took it first chose that password, so a mere verification would hand them an account in somebody
   * else's name. The reset lets the mailbox's owner choose, and verification links sent before stop working.
   */
  async signedUpAgain(email: string, origin: Origin): Promise<void> {
    await this.request(email, 'signed_up_again', origin);
  }

  private async request(email: string, reason: Reason, origin: Origin): Promise<void> {
    // asked for unknown addresses too: the brake's work must not tell them apart
    const mayMail = await this.brakes.mayMail(email);
    const identity = await this.identities.byEmail(email);
    if (!identity || !mayMail || !mayEnter(identity.tenantStatus)) return this.brakes.likeAKnownAddress(email);
    await this.unitOfWork.run(identity.tenantId, () => this.write(identity, reason, origin));
  }

  private async write({ tenantId, userId, isVerified }: Identity, reason: Reason, origin: Origin): Promise<void> {
    if (reason === 'signed_up_again' && !isVerified) await this.links.withdraw(tenantId, userId, 'verify_email');
    const record = { action: 'user.password_reset_requested' as const, targetType: 'user' as const, targetId: userId };
    await this.audit.record({ kind: 'anonymous', tenantId, origin }, record);
    await this.events.publish(tenantId, new PasswordResetRequested({ userId, reason, ...whereabouts(origin) }));
  }
}
