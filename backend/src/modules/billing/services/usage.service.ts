import { Injectable } from '@nestjs/common';
import type { RecordUsage, UsageHistory, UsageInput, UsageResults, UsageSummary } from '@orbisvoice/shared-dto';
import type { Actor } from '../../../platform/access/actor.js';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { DomainError, type InvalidField } from '../../../platform/errors/domain-error.js';
import type { OverageStanding } from '../domain/overage.js';
import { quantityFingerprint, toUsageSummary, type ReleaseOutcome, type SettleOutcome, type UsageAdmission } from '../domain/usage.js';
import { OverageRepository } from '../persistence/overage.repository.js';
import { UsageRepository } from '../persistence/usage.repository.js';
import { Limits, type LimitRule } from './limits.service.js';
import { UsageMeter } from './usage-meter.js';

const HISTORY_DAYS = 30;

/** A conversation that wants a place. */
export interface UsageReservation {
  /** Idempotency key within the tenant: the session id. */
  readonly key: string;
  readonly conversationId: string;
  /** Fingerprint of the request; the same key with another one is a conflict. */
  readonly requestHash?: Buffer;
}

/** Answer to a reservation. `refused` is the limit: the caller decides what to say. */
export interface ReservationAnswer {
  readonly outcome: 'admitted' | 'duplicate' | 'conflict' | 'refused';
  readonly used: number;
  readonly limit: number;
  readonly ceiling: number;
  /** ISO 8601, UTC. */
  readonly resetsAt: string;
}

/** The meter of one tenant's plan: every unit is counted exactly once or refused, whoever asks and however often. */
@Injectable()
export class Usage {
  constructor(
    private readonly meter: UsageMeter,
    private readonly usage: UsageRepository,
    private readonly overages: OverageRepository,
    private readonly limits: Limits,
  ) {}

  /** Takes a place for a conversation that starts. It counts when it is settled. */
  async reserve(tenantId: TenantId, { key, conversationId, requestHash }: UsageReservation): Promise<ReservationAnswer> {
    const [admission] = await this.meter.admit(tenantId, [
      { tenantId, key: conversationKey(key), quantity: 1, hash: requestHash ?? null, isReservation: true, conversationId },
    ]);
    const { status, period } = found(admission);
    return {
      outcome: status === 'created' ? 'admitted' : status,
      used: period.used,
      limit: period.limit,
      ceiling: period.ceiling,
      resetsAt: period.end.toISOString(),
    };
  }

  /** Counts a reserved conversation at its first qualifying moment; any repeat is `already`. */
  settle(tenantId: TenantId, key: string): Promise<SettleOutcome> {
    return this.meter.settle(tenantId, conversationKey(key));
  }

  /** Gives the place of a conversation back that ended without qualifying. */
  release(tenantId: TenantId, key: string): Promise<ReleaseOutcome> {
    return this.meter.release(tenantId, conversationKey(key));
  }

  /** The current period. */
  async summary(tenantId: TenantId): Promise<UsageSummary> {
    return toUsageSummary(await this.usage.current(tenantId));
  }

  /** What was decided about conversations beyond the limit, and how many there are in the current period. */
  overage(tenantId: TenantId): Promise<OverageStanding> {
    return this.overages.standing(tenantId);
  }

  /** How the limit of the current period is made. */
  limitRule(tenantId: TenantId): Promise<LimitRule> {
    return this.limits.rule(tenantId);
  }

  /** The last 30 days in the tenant's zone, without gaps. */
  async history(tenantId: TenantId): Promise<UsageHistory> {
    const rows = await this.usage.history(tenantId, HISTORY_DAYS);
    return { items: rows.map((row) => ({ day: row.day, count: Number(row.count) })), timeZone: rows[0]?.time_zone ?? 'UTC' };
  }

  /**
   * Counts one event or a batch.
   * @throws DomainError for a single event: `usage_limit_reached` when it does not fit, `idempotency.key_reused` when its key was another's
   */
  async record(actor: Actor, body: RecordUsage): Promise<UsageResults> {
    const inputs = Array.isArray(body) ? body : [body];
    refuseUnstorable(inputs, Array.isArray(body));
    const admissions = await this.meter.admit(
      actor.tenantId,
      inputs.map((input) => itemOf(actor.tenantId, input)),
    );
    const last = found(admissions.at(-1));
    if (!Array.isArray(body)) refuseSingle(last);
    return {
      items: inputs.map(({ key }, index) => ({ key, status: found(admissions[index]).status, used: found(admissions[index]).used })),
      usage: toUsageSummary(last.period),
    };
  }
}

/** Two namespaces of keys: an integrator's own key can never meet a session id. */
const conversationKey = (key: string): string => `conversation:${key}`;
const eventKey = (key: string): string => `event:${key}`;

const itemOf = (tenantId: TenantId, { key, quantity }: UsageInput) => ({
  tenantId,
  key: eventKey(key),
  quantity,
  hash: quantityFingerprint(quantity),
  isReservation: false,
  conversationId: null,
});

function found(admission: UsageAdmission | undefined): UsageAdmission {
  if (!admission) throw new Error('the meter answers every item');
  return admission;
}

function refuseSingle({ status, period }: UsageAdmission): void {
  if (status === 'conflict') throw new DomainError('idempotency.key_reused');
  if (status !== 'refused') return;
  throw new DomainError('usage_limit_reached', { limit: period.limit, used: period.used, resetsAt: period.end.toISOString() });
}

/** Postgres has no NUL in texts. */
function refuseUnstorable(inputs: readonly UsageInput[], isBatch: boolean): void {
  const fields = inputs.flatMap(({ key }, index): InvalidField[] =>
    key.includes('\0') ? [{ path: isBatch ? `${index}.key` : 'key', rule: 'pattern', message: 'must not contain NUL' }] : [],
  );
  if (fields.length > 0) throw new DomainError('request.invalid', {}, fields);
}
