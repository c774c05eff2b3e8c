import { Injectable } from '@nestjs/common';
import type { AlertRule, AlertRuleList, TuneAlertRule } from '@orbisvoice/shared-dto';
import type { AlertRuleKey } from '@orbisvoice/shared-dto/values';
import type { Actor } from '../../../platform/access/actor.js';
import { Clock } from '../../../platform/clock/clock.js';
import { invalidField } from '../../../platform/errors/domain-error.js';
import { changesBetween } from '../../audit/index.js';
import { retuned, tuningFault } from '../domain/retune.js';
import { AlertDeedRepository } from '../persistence/alert-deed.repository.js';
import { AlertRuleReader, viewOf } from './alert-rule-reader.js';
import { AuditedDeeds } from './audited-deeds.js';

const FIELDS = [
  'threshold',
  'windowSeconds',
  'clearSeconds',
  'fromHour',
  'toHour',
  'severity',
  'isEnabled',
  'mutedUntil',
  'muteReason',
] as const;

/** Rules and how staff tune them. */
@Injectable()
export class AlertRuleDesk {
  constructor(
    private readonly reader: AlertRuleReader,
    private readonly deeds: AlertDeedRepository,
    private readonly audited: AuditedDeeds,
    private readonly clock: Clock,
  ) {}

  list(): Promise<AlertRuleList> {
    return this.reader.list();
  }

  read(key: AlertRuleKey): Promise<AlertRule> {
    return this.reader.read(key);
  }

  /** @throws DomainError `request.invalid` for what the rule has not, or beyond its limits */
  async tune(actor: Actor, key: AlertRuleKey, body: TuneAlertRule): Promise<AlertRule> {
    const fault = tuningFault(key, body, this.clock.now());
    if (fault) throw invalidField(fault.path, 'out_of_range', fault.message);
    await this.audited.run(actor, async () => {
      const before = await this.deeds.lockRule(actor.tenantId, key);
      const after = retuned(key, before, { body, now: this.clock.now(), by: actor.name });
      await this.deeds.putRule(actor.tenantId, key, after);
      const action = after ? 'admin.alert_rule_changed' : 'admin.alert_rule_reset';
      const changes = changesBetween(viewOf(key, before), viewOf(key, after), FIELDS);
      return { result: undefined, record: { action, targetType: 'alert_rule', targetId: key, changes } };
    });
    return this.reader.read(key);
  }
}
