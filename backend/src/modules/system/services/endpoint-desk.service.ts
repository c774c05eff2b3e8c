import { Injectable } from '@nestjs/common';
import type { SystemEndpoint, SystemEndpointPoint, SystemEndpointQuery, SystemEndpoints } from '@orbisvoice/shared-dto';
import { Clock } from '../../../platform/clock/clock.js';
import { windowOf } from '../domain/history-window.js';
import { errorsOf } from '../domain/status-errors.js';
import { type HistoryPoint, SystemHistory, type Tally, tallyOfAll } from './system-history.js';

const MS = 1_000;
const MINUTE_SECONDS = 60;

/** How the routes perform. */
@Injectable()
export class EndpointDesk {
  constructor(
    private readonly history: SystemHistory,
    private readonly clock: Clock,
  ) {}

  async read({ range, route }: SystemEndpointQuery): Promise<SystemEndpoints> {
    const now = this.clock.now();
    const window = windowOf(range, now);
    const [totals, points] = await Promise.all([this.history.totals('http', window), this.history.points('http', window, route)]);
    const recordedMinutes = points.reduce((sum, point) => sum + point.recordedMinutes, 0);
    return {
      asOf: now.toISOString(),
      range,
      stepSeconds: window.stepSeconds,
      recordedMinutes,
      all: endpointOf('', tallyOfAll(totals), recordedMinutes),
      items: totals.map((tally) => endpointOf(tally.series, tally, recordedMinutes)),
      route: route ?? null,
      points: points.map(pointOf),
    };
  }
}

const ms = (seconds: number | null): number | null => (seconds === null ? null : seconds * MS);

function endpointOf(id: string, tally: Tally, minutes: number): SystemEndpoint {
  const at = id.indexOf(' ');
  const { clientErrors, serverErrors } = errorsOf(tally.outcomes);
  return {
    id,
    method: id.slice(0, Math.max(0, at)),
    route: id.slice(at + 1),
    count: tally.count,
    perMinute: minutes > 0 ? tally.count / minutes : null,
    clientErrors,
    serverErrors,
    errorShare: tally.count > 0 ? serverErrors / tally.count : 0,
    meanMs: tally.count > 0 ? (tally.seconds * MS) / tally.count : null,
    p50Ms: ms(tally.p50),
    p95Ms: ms(tally.p95),
    p99Ms: ms(tally.p99),
  };
}

const pointOf = (point: HistoryPoint): SystemEndpointPoint => ({
  at: point.at.toISOString(),
  isRecorded: point.recordedMinutes > 0,
  perMinute: point.perSecond === null ? null : point.perSecond * MINUTE_SECONDS,
  ...errorsOf(point.outcomes),
  p50Ms: ms(point.p50),
  p95Ms: ms(point.p95),
  p99Ms: ms(point.p99),
});
