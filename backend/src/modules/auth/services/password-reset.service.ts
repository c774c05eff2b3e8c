import { Injectable } from '@nestjs/common';
import type { ResetPassword } from '@orbisvoice/shared-dto';
import type { Origin } from '../../../platform/access/actor.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { BrakesService } from './brakes.service.js';
import { NewPasswords } from './new-passwords.js';
import { OneTimeLinks } from './one-time-links.js';
import { PasswordReplacement } from './password-replacement.js';
import { UserDirectory } from './user-directory.js';

/** Takes a new password from whoever holds the link of the mail. Signs nobody in: the next step is the log-in form. */
@Injectable()
export class PasswordResetService {
  constructor(
    private readonly links: OneTimeLinks,
    private readonly users: UserDirectory,
    private readonly passwords: NewPasswords,
    private readonly replacement: PasswordReplacement,
    private readonly brakes: BrakesService,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  async reset({ token, password }: ResetPassword, origin: Origin): Promise<void> {
    const tenantId = await this.links.tenantOf(token, 'reset_password');
    const user = await this.users.find(tenantId, await this.links.userOf(tenantId, token));
    if (!user) throw new DomainError('auth.token_invalid');
    const passwordHash = await this.passwords.hash(password, { field: 'password', context: [user.email, user.name] });
    await this.unitOfWork.run(tenantId, async () => {
      await this.links.spend(tenantId, token, 'reset_password');
      const subject = { kind: 'subject' as const, tenantId, userId: user.id, name: user.name, origin };
      await this.replacement.replace(tenantId, { user, passwordHash, by: 'link' }, subject);
    });
    await this.brakes.afterReset(user.email);
  }
}
