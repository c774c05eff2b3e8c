import { Injectable } from '@nestjs/common';
import type { SignUp, SignUpAccepted } from '@orbisvoice/shared-dto';
import type { Origin } from '../../../platform/access/actor.js';
import { tenantIdOf } from '../../../platform/access/tenant-id.js';
import { newId } from '../../../platform/database/ids.js';
import { AllTenantsIdentityRepository } from '../persistence/all-tenants-identity.repository.js';
import { AccountOpening } from './account-opening.js';
import { NewPasswords } from './new-passwords.js';
import { PasswordResetRequests } from './password-reset-requests.js';
import { atSteadyPace } from './steady-pace.js';

/** Opens accounts, and tells nobody whether an address has one already: same answer, same work, same time. */
@Injectable()
export class SignUpService {
  constructor(
    private readonly identities: AllTenantsIdentityRepository,
    private readonly passwords: NewPasswords,
    private readonly opening: AccountOpening,
    private readonly resets: PasswordResetRequests,
  ) {}

  async signUp(input: SignUp, origin: Origin): Promise<SignUpAccepted> {
    await atSteadyPace(async () => {
      const context = [input.email, input.name, input.company];
      const passwordHash = await this.passwords.hash(input.password, { field: 'password', context });
      const isKnown = (await this.identities.byEmail(input.email)) !== null;
      const isOpened = !isKnown && (await this.opening.open({ tenantId: tenantIdOf(newId()), input, passwordHash, origin }));
      if (!isOpened) await this.resets.signedUpAgain(input.email, origin);
    });
    return { status: 'verification_sent' };
  }
}
