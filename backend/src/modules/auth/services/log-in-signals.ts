import { Injectable } from '@nestjs/common';
import type { Origin } from '../../../platform/access/actor.js';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { DataKeys } from '../../../platform/crypto/data-keys.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { SignalRecorder } from '../../../platform/signals/signal-recorder.js';
import { networkOf } from '../domain/networks.js';
import type { Identity } from '../persistence/all-tenants-identity.repository.js';
import { addressMark } from './unknown-log-ins.js';

/**
 * Notes for the rules that look for attacks. What the audit log has is read from there; here is what it lacks: guesses at addresses nobody owns,
 * networks, and countries. Known and unknown addresses are noted alike, so that neither can be told by time.
 */
@Injectable()
export class LogInSignals {
  constructor(
    private readonly signals: SignalRecorder,
    private readonly keys: DataKeys,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  failed(email: string, identity: Identity | null, { ip, country }: Origin): void {
    const network = networkOf(ip);
    if (network === null) return;
    this.signals.note({
      kind: 'network.login_failed',
      subject: `network:${network}`,
      facet: addressMark(this.keys, email),
      tenantId: null,
      details: { network, country: country ?? null, userId: identity?.userId ?? null, tenantId: identity?.tenantId ?? null },
    });
  }

  /** Once the session is committed. */
  succeeded(tenantId: TenantId, userId: string, { ip, country }: Origin): void {
    const details = { network: networkOf(ip), country: country ?? null };
    this.unitOfWork.afterCommit(() =>
      this.signals.note({ kind: 'sign_in', subject: `user:${userId}`, facet: details.country, tenantId, details }),
    );
  }
}
