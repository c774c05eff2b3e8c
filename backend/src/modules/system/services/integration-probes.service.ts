import { Injectable } from '@nestjs/common';
import type { IntegrationProbe } from '@orbisvoice/shared-dto';
import type { Actor } from '../../../platform/access/actor.js';
import { Clock } from '../../../platform/clock/clock.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { maskedError, messageOf } from '../../../platform/reports/integration-journal.js';
import { Integrations } from '../../../platform/reports/integrations.js';
import { AuditLog } from '../../audit/index.js';
import { AllTenantsIntegrationRepository, type ProbeResult } from '../persistence/all-tenants-integration.repository.js';

const LONGEST_MS = 10_000;
/** Between the beginnings of two probes of one integration, whoever asks: a probe must not become load at somebody else's. */
const REST_MS = 15_000;

/** Asks an integration, now, whether it is there. It changes nothing there, and its answer is everybody's. */
@Injectable()
export class IntegrationProbes {
  constructor(
    private readonly integrations: Integrations,
    private readonly rows: AllTenantsIntegrationRepository,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /**
   * An integration that is down is an answer, no error.
   * @throws DomainError `integrations.not_found`, `integrations.probe_too_soon`
   */
  async run(actor: Actor, name: string): Promise<IntegrationProbe> {
    const ask = this.integrations.named(name)?.probe;
    if (!ask) throw new DomainError('integrations.not_found');
    const beganAt = this.clock.now();
    const notAfter = new Date(beganAt.getTime() - REST_MS);
    const isMine = await this.rows.beginProbe(name, { at: beganAt, by: actor.userId ?? actor.tenantId, notAfter });
    if (!isMine) throw new DomainError('integrations.probe_too_soon', { seconds: REST_MS / 1_000 });
    const result = await this.ask(ask);
    await this.rows.endProbe(name, beganAt, result);
    await this.record(actor, name, result);
    const { isOk, latencyMs, detail } = result;
    return { beganAt: beganAt.toISOString(), endedAt: result.at.toISOString(), byName: actor.name, isOk, latencyMs, detail };
  }

  private async ask(probe: () => Promise<string>): Promise<ProbeResult> {
    const start = performance.now();
    const ended = (isOk: boolean, detail: string): ProbeResult => ({
      ...{ isOk, detail: maskedError(detail) },
      at: this.clock.now(),
      latencyMs: Math.round(performance.now() - start),
    });
    try {
      return ended(true, await inTime(probe()));
    } catch (error) {
      return ended(false, messageOf(error));
    }
  }

  private record(actor: Actor, name: string, { isOk }: ProbeResult): Promise<void> {
    return this.unitOfWork.run(actor.tenantId, () =>
      this.audit.record(actor, {
        action: 'admin.integration_probed',
        targetType: 'integration',
        targetId: name,
        changes: { answer: { before: null, after: isOk ? 'up' : 'down' } },
        tenantId: actor.tenantId,
      }),
    );
  }
}

/** A probe that is still waited for is left to its own time-out; its late answer is nobody's. */
async function inTime<T>(answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer in ${LONGEST_MS / 1_000} seconds`)), LONGEST_MS);
  });
  try {
    return await Promise.race([answer, deadline]);
  } finally {
    clearTimeout(timer);
  }
}
