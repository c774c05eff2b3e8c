import { Injectable } from '@nestjs/common';
import { defineJob, HandlesJob } from '../../../platform/queues/job.js';
import { AlertMails } from '../services/alert-mails.js';
import { AlertWebhook } from '../services/alert-webhook.js';
import { FigureEvaluation } from '../services/figure-evaluation.js';
import { OwnerNews } from '../services/owner-news.js';
import { PatternEvaluation } from '../services/pattern-evaluation.js';

/** The next turn comes anyway, so one try each. Not in the queue of maintenance: a long job there would hold alerts up. */
export const evaluateAlerts = defineJob({ name: 'evaluate-alerts', queue: 'events', every: 30_000, attempts: 1 });

/** Looks for patterns in what is new and at the system's figures, and tells what there is to tell. */
@Injectable()
export class EvaluateAlerts {
  constructor(
    private readonly patterns: PatternEvaluation,
    private readonly figures: FigureEvaluation,
    private readonly mails: AlertMails,
    private readonly webhook: AlertWebhook,
    private readonly owners: OwnerNews,
  ) {}

  @HandlesJob(evaluateAlerts)
  async run(): Promise<void> {
    const found = [() => this.patterns.run(), () => this.figures.run()];
    const parts = [...found, () => this.mails.tell(), () => this.owners.tell(), () => this.webhook.handOver()];
    const errors: unknown[] = [];
    // one that fails must not silence the others: least of all what would tell of it
    for (const part of parts) await part().catch((error: unknown) => errors.push(error));
    if (errors.length === 1) throw errors[0];
    if (errors.length > 1) throw new AggregateError(errors, errors.map(String).join('; '));
  }
}
