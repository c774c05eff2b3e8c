import { Injectable } from '@nestjs/common';
import type { AcceptInvitation } from '@orbisvoice/shared-dto';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { UserRepository } from '../persistence/user.repository.js';
import { InvitationLinks } from './invitation-links.js';
import { NewPasswords } from './new-passwords.js';
import type { SessionGrant, SignInContext } from './session.service.js';
import { SignIn } from './sign-in.js';
import { TeamNews } from './team-news.js';

interface Joiner {
  readonly token: string;
  readonly name: string;
  readonly passwordHash: string;
}

/** Turns an invitation into a person of the tenant, signed in. The link came to the mailbox, so the address is proved. */
@Injectable()
export class JoiningService {
  constructor(
    private readonly links: InvitationLinks,
    private readonly passwords: NewPasswords,
    private readonly users: UserRepository,
    private readonly signIn: SignIn,
    private readonly unitOfWork: UnitOfWork,
    private readonly news: TeamNews,
  ) {}

  /** @throws DomainError `team.invitation_invalid`, or `auth.email_taken` when the address has an account elsewhere */
  async accept({ token, name, password }: AcceptInvitation, context: SignInContext): Promise<SessionGrant> {
    const tenantId = await this.links.tenantOf(token);
    if (!tenantId) throw new DomainError('team.invitation_invalid');
    const passwordHash = await this.passwords.hash(password, { field: 'password', context: [name] });
    return this.unitOfWork.run(tenantId, () => this.join(tenantId, { token, name, passwordHash }, context));
  }

  private async join(tenantId: TenantId, { token, name, passwordHash }: Joiner, context: SignInContext): Promise<SessionGrant> {
    const invitation = await this.links.take(tenantId, token);
    if (!invitation) throw new DomainError('team.invitation_invalid');
    const { email, role } = invitation;
    const userId = await this.users.addProved(tenantId, { email, name, passwordHash, role });
    if (!userId) throw new DomainError('auth.email_taken');
    await this.news.joined(tenantId, { userId, name, invitation, origin: context.origin });
    const grant = await this.signIn.byLink(tenantId, userId, context);
    if (!grant) throw new DomainError('team.invitation_invalid');
    return grant;
  }
}
