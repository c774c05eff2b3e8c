import { Injectable } from '@nestjs/common';
import type { SystemError, SystemErrorPoint, SystemErrors, SystemRangeQuery, SystemRefusal } from '@orbisvoice/shared-dto';
import { Clock } from '../../../platform/clock/clock.js';
import { windowOf } from '../domain/history-window.js';
import { errorsOf } from '../domain/status-errors.js';
import { AllTenantsErrorRepository, type ErrorGroup } from '../persistence/all-tenants-error.repository.js';
import { type HistoryPoint, type SeriesTally, SystemHistory } from './system-history.js';

/** What fails, grouped, and what is refused. */
@Injectable()
export class ErrorDesk {
  constructor(
    private readonly errors: AllTenantsErrorRepository,
    private readonly history: SystemHistory,
    private readonly clock: Clock,
  ) {}

  async read({ range }: SystemRangeQuery): Promise<SystemErrors> {
    const now = this.clock.now();
    const window = windowOf(range, now);
    const [groups, counts, refusals, answers, jobs] = await Promise.all([
      this.errors.since(window.from),
      this.history.totals('errors', window),
      this.history.totals('refusals', window),
      this.history.points('http', window),
      this.history.points('jobs', window),
    ]);
    const inRange = new Map(counts.map(({ series, count }) => [series, count]));
    const minutes = answers.reduce((sum, { recordedMinutes }) => sum + recordedMinutes, 0);
    return {
      asOf: now.toISOString(),
      range,
      stepSeconds: window.stepSeconds,
      items: groups.map((group) => errorOf(group, inRange.get(group.fingerprint) ?? 0)),
      refusals: refusals.flatMap((tally) => refusalsOf(tally, minutes)).sort((a, b) => b.count - a.count),
      points: answers.map((point, index) => pointOf(point, jobs[index])),
    };
  }
}

const errorOf = ({ fingerprint, count, traces, ...group }: ErrorGroup, inRange: number): SystemError => ({
  ...group,
  id: fingerprint,
  count: inRange,
  total: count,
  firstSeenAt: group.firstSeenAt.toISOString(),
  lastSeenAt: group.lastSeenAt.toISOString(),
  places: [...group.places],
  traceIds: [...traces],
});

const refusalsOf = ({ series, outcomes }: SeriesTally, minutes: number): SystemRefusal[] =>
  Object.entries(outcomes).map(([status, count]) => ({
    id: `${series} ${status}`,
    code: series,
    status: Number(status),
    count,
    perMinute: minutes > 0 ? count / minutes : null,
  }));

/** A step counts as recorded when anybody wrote: failed jobs are known without an API process, and the other way round. */
const pointOf = (answers: HistoryPoint, jobs: HistoryPoint | undefined): SystemErrorPoint => ({
  at: answers.at.toISOString(),
  isRecorded: answers.recordedMinutes > 0 || (jobs?.recordedMinutes ?? 0) > 0,
  ...errorsOf(answers.outcomes),
  failedJobs: jobs?.outcomes['failed'] ?? 0,
});
