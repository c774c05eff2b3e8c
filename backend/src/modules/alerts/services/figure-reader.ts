import { Injectable, Logger } from '@nestjs/common';
import { FIGURE_RULES, type FigureRule } from '@orbisvoice/shared-dto/values';
import { Clock } from '../../../platform/clock/clock.js';
import { JobQueue } from '../../../platform/queues/job-queue.js';
import { RevenueDifference } from '../../billing/index.js';
import { AllTenantsFigureRepository } from '../persistence/all-tenants-figure.repository.js';
import { isSystemFigure, SystemFigures, type NamedFigure, type SystemFigure } from './system-figures.js';

/** Reads the figures that have limits. One that cannot be read says nothing: its alert neither opens nor settles. */
@Injectable()
export class FigureReader {
  private readonly logger = new Logger(FigureReader.name);

  constructor(
    private readonly figures: AllTenantsFigureRepository,
    private readonly system: SystemFigures,
    private readonly revenue: RevenueDifference,
    private readonly queue: JobQueue,
    private readonly clock: Clock,
  ) {}

  now(): Date {
    return this.clock.now();
  }

  async readAll(): Promise<ReadonlyMap<FigureRule, NamedFigure>> {
    const values = new Map<FigureRule, NamedFigure>();
    for (const rule of FIGURE_RULES) {
      const figure = await this.read(rule);
      if (figure !== null) values.set(rule, figure);
    }
    return values;
  }

  private async read(rule: FigureRule): Promise<NamedFigure | null> {
    try {
      if (isSystemFigure(rule)) return await this.system.read(rule, this.clock.now());
      const value = await this.count(rule);
      return value === null ? null : { value };
    } catch (error) {
      this.logger.warn({ msg: 'a figure of an alert rule could not be read', rule, error: String(error) });
      return null;
    }
  }

  private count(rule: Exclude<FigureRule, SystemFigure>): Promise<number | null> {
    if (rule === 'queue_waiting' || rule === 'queue_failed') return this.jobs(rule === 'queue_waiting' ? 'waiting' : 'failed');
    return rule === 'revenue_difference' ? this.revenue.tenants(this.clock.now()) : this.figures.read(rule, this.clock.now());
  }

  private async jobs(state: 'waiting' | 'failed'): Promise<number> {
    return Object.values(await this.queue.counts()).reduce((sum, counts) => sum + counts[state], 0);
  }
}
