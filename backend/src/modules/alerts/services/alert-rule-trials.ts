import { Injectable } from '@nestjs/common';
import type { AlertRuleTrial, AlertRuleTrialQuery } from '@orbisvoice/shared-dto';
import type { AlertRuleKey } from '@orbisvoice/shared-dto/values';
import { Clock } from '../../../platform/clock/clock.js';
import { invalidField } from '../../../platform/errors/domain-error.js';
import { episodes } from '../domain/detection.js';
import { isPattern, PATTERNS } from '../domain/rules.js';
import { tuningFault } from '../domain/retune.js';
import { tuned } from '../domain/tuned-rule.js';
import { AllTenantsAlertRuleRepository } from '../persistence/all-tenants-alert-rule.repository.js';
import { AllTenantsSignalHistoryRepository, type SubjectSignal } from '../persistence/all-tenants-signal-history.repository.js';

const WEEK_MS = 7 * 86_400_000;

/** What a rule would have found in the last seven days, by the very code that finds it, over the very facts. Nothing is kept of it. */
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
    const { signal, detector } = PATTERNS[key];
    const since = new Date(now.getTime() - WEEK_MS);
    const bySubject = grouped(await this.signals.ofKind(signal, since));
    const places = detector === 'novelty' ? await this.signals.placesBefore([...bySubject.keys()], since) : [];
    const hits = [...bySubject].map(([subject, signals]) => {
      const known = places.filter((place) => place.subject === subject);
      return episodes(detector, { signals, isNew: () => true, places: known }, tried);
    });
    return {
      since: since.toISOString(),
      facts: [...bySubject.values()].reduce((sum, signals) => sum + signals.length, 0),
      hits: hits.reduce((sum, count) => sum + count, 0),
      subjects: hits.filter((count) => count > 0).length,
    };
  }
}

function grouped(signals: readonly SubjectSignal[]): Map<string, SubjectSignal[]> {
  const bySubject = new Map<string, SubjectSignal[]>();
  for (const signal of signals) {
    const known = bySubject.get(signal.subject);
    if (known) known.push(signal);
    else bySubject.set(signal.subject, [signal]);
  }
  return bySubject;
}
