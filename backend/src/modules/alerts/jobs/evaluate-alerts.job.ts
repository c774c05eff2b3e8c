import { Injectable } from '@nestjs/common';
import { defineJob, HandlesJob } from '../../../platform/queues/job.js';
import { FigureEvaluation } from '../services/figure-evaluation.js';
import { PatternEvaluation } from '../services/pattern-evaluation.js';

/** The next turn comes anyway, so one try each. Not in the queue of maintenance: a long job there would hold alerts up. */
export const evaluateAlerts = defineJob({ name: 'evaluate-alerts', queue: 'events', every: 30_000, attempts: 1 });

/** Looks for patterns in what is new, and at the system's figures. */
@Injectable()
export class EvaluateAlerts {
  constructor(
    private readonly patterns: PatternEvaluation,
    private readonly figures: FigureEvaluation,
  ) {}

  @HandlesJob(evaluateAlerts)
  async run(): Promise<void> {
    await this.patterns.run();
    await this.figures.run();
  }
}
