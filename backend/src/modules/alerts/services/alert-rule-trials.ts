import { Injectable } from '@nestjs/common';
import type { AlertRuleTrial, AlertRuleTrialQuery } from '@orbisvoice/shared-dto';
import type { AlertRuleKey } from '@orbisvoice/shared-dto/values';
import { Clock } from '../../../platform/clock/clock.js';
import { invalidField } from '../../../platform/errors/domain-error.js';
import { episodes } from '../domain/detection.js';
import { isPattern, PATTERNS, type PatternDefinition, type RuleParameters } from '../domain/rules.js';
import { tuningFault } from '../domain/retune.js';
import { tuned } from '../domain/tuned-rule.js';
import { AllTenantsAlertRuleRepository } from '../persistence/all-tenants-alert-rule.repository.js';
import { AllTenantsSignalHistoryRepository } from '../persistence/all-tenants-signal-history.repository.js';

const WEEK_MS = 7 * 86_400_000;

/** What a rule would have found in the last seven days, by the very code that finds it, over the very facts, read a stretch at a time. Nothing is kept of it. */
@Injectable()
export class AlertRuleTrials {
  constructor(
    private readonly rules: AllTenantsAlertRuleRepository,
    private readonly signals: AllTenantsSignalHistoryRepository,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `request.invalid` beyond the limits of the rule, and for a figure: its readings are not kept */
  async run(key: AlertRuleKey, query: AlertRuleTrialQuery): Promise<AlertRuleTrial> {
    const now = this.clock.now();
    if (!isPattern(key)) throw invalidField('key', 'pattern', 'only patterns can be tried');
    const fault = tuningFault(key, query, now);
    if (fault) throw invalidField(fault.path, 'out_of_range', fault.message);
    const { parameters } = tuned(key, await this.rules.find(key));
    const { threshold, windowSeconds, fromHour, toHour } = query;
    const tried = {
      ...parameters,
      threshold: threshold ?? parameters.threshold,
      windowSeconds: windowSeconds ?? parameters.windowSeconds,
      hours: parameters.hours && { from: fromHour ?? parameters.hours.from, to: toHour ?? parameters.hours.to },
    };
    const since = new Date(now.getTime() - WEEK_MS);
    return { since: since.toISOString(), ...(await this.count(PATTERNS[key], since, tried)) };
  }

  private async count({ signal, detector }: PatternDefinition, since: Date, tried: RuleParameters): Promise<Omit<AlertRuleTrial, 'since'>> {
    const found = { facts: 0, hits: 0, subjects: 0 };
    for await (const stretch of this.signals.bySubject(signal, since)) {
      const places = detector === 'novelty' ? await this.signals.placesBefore([...stretch.keys()], since) : [];
      for (const [subject, signals] of stretch) {
        const hits = episodes(detector, { signals, isNew: () => true, places: places.filter((place) => place.subject === subject) }, tried);
        found.facts += signals.length;
        found.hits += hits;
        found.subjects += hits > 0 ? 1 : 0;
      }
    }
    return found;
  }
}
