import { Injectable } from '@nestjs/common';
import type { ChangePassword } from '@orbisvoice/shared-dto';
import type { Actor } from '../../../platform/access/actor.js';
import { PasswordHasher } from '../../../platform/crypto/passwords.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { invalidField } from '../../../platform/errors/domain-error.js';
import { BrakesService } from './brakes.service.js';
import { NewPasswords } from './new-passwords.js';
import { PasswordReplacement } from './password-replacement.js';
import { UserDirectory } from './user-directory.js';

/** A signed-in person replaces the password, by knowing the old one: an open screen is not enough. */
@Injectable()
export class PasswordService {
  constructor(
    private readonly users: UserDirectory,
    private readonly passwords: NewPasswords,
    private readonly hasher: PasswordHasher,
    private readonly brakes: BrakesService,
    private readonly replacement: PasswordReplacement,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  async change(actor: Actor, { currentPassword, newPassword }: ChangePassword): Promise<void> {
    const user = await this.users.ofActor(actor);
    const attempt = { email: user.email, ip: actor.origin.ip, device: actor.sessionId };
    await this.brakes.beforeLogIn(attempt);
    if (!(await this.hasher.verify(user.passwordHash, currentPassword))) {
      throw invalidField('currentPassword', 'incorrect', 'is not the current password');
    }
    await this.brakes.afterRightPassword(attempt);
    const passwordHash = await this.passwords.hash(newPassword, { field: 'newPassword', context: [user.email, user.name] });
    const replacement = { user, passwordHash, by: { sessionId: actor.sessionId } };
    await this.unitOfWork.run(actor.tenantId, () => this.replacement.replace(actor.tenantId, replacement, actor));
  }
}
