import { Injectable } from '@nestjs/common';
import { FIGURE_RULES, type FigureRule } from '@orbisvoice/shared-dto/values';
import type pg from 'pg';

import { newId } from '../../../platform/database/ids.js';
import { PlatformDatabase } from '../../../platform/database/platform-database.js';
import { figureStep, type FigureReading } from '../domain/hysteresis.js';
import { isUnsettled } from '../domain/hit.js';
import { tunedRules, type TunedRule } from '../domain/tuned-rule.js';
import { AllTenantsAlertRuleRepository } from '../persistence/all-tenants-alert-rule.repository.js';
import { AllTenantsAlertRepository } from '../persistence/all-tenants-alert.repository.js';
import { AllTenantsFigureRepository } from '../persistence/all-tenants-figure.repository.js';
import { AlertHits } from './alert-hits.js';
import { FigureReader } from './figure-reader.js';
import type { NamedFigure } from './system-figures.js';

/** Two workers that look at once are one look. */
const GAP_SECONDS = 20;

/** Holds the system's figures against their limits, with time to open and time to clear, so that a figure that swings is one alert. */
@Injectable()
export class FigureEvaluation {
  constructor(
    private readonly database: PlatformDatabase,
    private readonly figures: AllTenantsFigureRepository,
    private readonly rules: AllTenantsAlertRuleRepository,
    private readonly alerts: AllTenantsAlertRepository,
    private readonly hits: AlertHits,
    private readonly reader: FigureReader,
  ) {}

  async run(): Promise<void> {
    const rules = tunedRules(await this.rules.overrides()).filter(({ isEnabled }) => isEnabled);
    const values = await this.reader.readAll();
    for (const key of FIGURE_RULES) {
      const rule = rules.find((tuned) => tuned.key === key);
      const figure = values.get(key);
      if (rule && figure) await this.look(rule, key, figure);
    }
  }

  private async look(rule: TunedRule, key: FigureRule, figure: NamedFigure): Promise<void> {
    const reading = { ...figure, at: this.reader.now() };
    await this.database.transaction((client) => this.step(client, rule, { key, reading }));
  }

  private async step(
    client: pg.PoolClient,
    rule: TunedRule,
    { key, reading }: { key: FigureRule; reading: FigureReading & NamedFigure },
  ): Promise<void> {
    const { value, at, named = [] } = reading;
    const state = await this.figures.lock(client, key, { now: at, gapSeconds: GAP_SECONDS });
    if (!state) return;
    const subject = `system:${key}`;
    const latest = await this.alerts.lockLatest(client, key, subject);
    const { threshold, windowSeconds, clearSeconds } = rule.parameters;
    const limits = { threshold, windowSeconds, clearSeconds: clearSeconds ?? windowSeconds };
    const next = figureStep({ ...state, isOpen: isUnsettled(latest) }, reading, limits);
    await this.figures.save(client, key, { value, at, state: next.state });
    if (next.verdict === 'open' || next.verdict === 'grow') {
      const id = newId();
      const member = { id, at, facet: null, details: { value: String(value), ...(named.length > 0 && { named: named.join(', ') }) } };
      const evidence = { id, at: at.toISOString(), tenantId: null, facet: null, details: member.details };
      const firing = { members: [member], peak: value };
      await this.hits.take(client, latest, { rule, subject, tenantId: null, firing, isNew: () => true, evidenceOf: () => evidence });
    }
    if (next.verdict === 'clear' && latest) {
      await this.hits.move(client, latest, { status: 'resolved', step: { kind: 'cleared', at, by: null, note: null } });
    }
  }
}
