import { Injectable } from '@nestjs/common';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { Clock } from '../../../platform/clock/clock.js';
import { randomToken, sha256 } from '../../../platform/crypto/tokens.js';
import { AllTenantsIdentityRepository } from '../persistence/all-tenants-identity.repository.js';
import type { TeamInvitation } from '../persistence/team-invitation.entity.js';
import { TeamInvitationRepository } from '../persistence/team-invitation.repository.js';

/** The secrets in invitation mails, minted when the mail is rendered and stored as a digest. */
@Injectable()
export class InvitationLinks {
  constructor(
    private readonly invitations: TeamInvitationRepository,
    private readonly identities: AllTenantsIdentityRepository,
    private readonly clock: Clock,
  ) {}

  /** The open invitation a mail is about; null when it was accepted, revoked or is too old: no mail then. */
  find(tenantId: TenantId, invitationId: string): Promise<TeamInvitation | null> {
    return this.invitations.openById(tenantId, invitationId, this.clock.now());
  }

  /** A token for the link; the one before stops working. Null when the invitation is no longer open. */
  async mint(tenantId: TenantId, invitationId: string): Promise<string | null> {
    const token = randomToken();
    return (await this.invitations.setToken(tenantId, invitationId, sha256(token))) ? token : null;
  }

  /** The tenant that invited with this token, while it is active and the invitation open. */
  tenantOf(token: string): Promise<TenantId | null> {
    return this.identities.tenantOfInvitation(sha256(token), this.clock.now());
  }

  /** Takes the invitation, in the caller's unit of work; null when somebody else did, or it was revoked meanwhile. */
  take(tenantId: TenantId, token: string): Promise<TeamInvitation | null> {
    return this.invitations.accept(tenantId, sha256(token), this.clock.now());
  }
}
