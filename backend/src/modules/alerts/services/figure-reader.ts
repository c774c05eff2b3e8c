import { Injectable, Logger } from '@nestjs/common';
import { FIGURE_RULES, type FigureRule } from '@orbisvoice/shared-dto/values';
import { Clock } from '../../../platform/clock/clock.js';
import { JobQueue } from '../../../platform/queues/job-queue.js';
import { RevenueDifference } from '../../billing/index.js';
import { AllTenantsFigureRepository } from '../persistence/all-tenants-figure.repository.js';
import { isSystemFigure, SystemFigures } from './system-figures.js';

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

  async readAll(): Promise<ReadonlyMap<FigureRule, number>> {
    const values = new Map<FigureRule, number>();
    for (const rule of FIGURE_RULES) {
      const value = await this.read(rule);
      if (value !== null) values.set(rule, value);
    }
    return values;
  }

  private async read(rule: FigureRule): Promise<number | null> {
    try {
      if (rule === 'queue_waiting' || rule === 'queue_failed') return await this.jobs(rule === 'queue_waiting' ? 'waiting' : 'failed');
      if (isSystemFigure(rule)) return await this.system.read(rule, this.clock.now());
      if (rule === 'revenue_difference') return await this.revenue.tenants(this.clock.now());
      return await this.figures.read(rule, this.clock.now());
    } catch (error) {
      this.logger.warn({ msg: 'a figure of an alert rule could not be read', rule, error: String(error) });
      return null;
    }
  }

  private async jobs(state: 'waiting' | 'failed'): Promise<number> {
    return Object.values(await this.queue.counts()).reduce((sum, counts) => sum + counts[state], 0);
  }
}
