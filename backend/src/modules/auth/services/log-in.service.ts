import { Injectable, Logger } from '@nestjs/common';
import type { LogIn } from '@orbisvoice/shared-dto';
import { PasswordHasher } from '../../../platform/crypto/passwords.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { mayEnter } from '../../tenants/index.js';
import { AllTenantsIdentityRepository, type Identity } from '../persistence/all-tenants-identity.repository.js';
import { BrakesService } from './brakes.service.js';
import { LogInOutcome } from './log-in-outcome.js';
import { LogInSignals } from './log-in-signals.js';
import type { LogInContext, SessionGrant } from './session.service.js';
import { SteadyPace } from './steady-pace.js';
import { UnknownLogIns } from './unknown-log-ins.js';

/** Signs people in. Whoever does not know the password learns nothing: not by text, status or time whether the address exists. */
@Injectable()
export class LogInService {
  private readonly logger = new Logger(LogInService.name);

  constructor(
    private readonly identities: AllTenantsIdentityRepository,
    private readonly brakes: BrakesService,
    private readonly hasher: PasswordHasher,
    private readonly outcome: LogInOutcome,
    private readonly signals: LogInSignals,
    private readonly unknown: UnknownLogIns,
  ) {}

  async logIn({ email, password }: LogIn, context: LogInContext): Promise<SessionGrant> {
    const pace = new SteadyPace();
    const attempt = { email, ip: context.origin.ip, device: context.device };
    await this.brakes.beforeLogIn(attempt);
    const identity = await this.identities.byEmail(email);
    const isRight = await this.hasher.verify(identity?.passwordHash ?? this.hasher.dummyHash, password);
    if (!identity || !isRight) {
      await this.noteFailure(identity, email, context);
      await pace.nextStep();
      throw new DomainError('auth.invalid_credentials');
    }
    await this.brakes.afterRightPassword(attempt);
    if (!mayEnter(identity.tenantStatus)) throw new DomainError('auth.account_banned');
    if (!identity.isVerified) return this.outcome.unverified(identity, email);
    const stronger = this.hasher.needsRehash(identity.passwordHash) ? await this.hasher.hash(password) : null;
    return this.outcome.succeeded(identity, context, stronger);
  }

  private async noteFailure(identity: Identity | null, email: string, context: LogInContext): Promise<void> {
    this.signals.failed(email, identity, context.origin);
    if (identity) return this.outcome.failed(identity, context);
    // what was typed may be a password, so it is not logged
    this.logger.warn({ msg: 'log-in failed for an unknown address', ip: context.origin.ip, traceId: context.origin.traceId });
    await this.unknown.failed(email, context.origin);
  }
}
