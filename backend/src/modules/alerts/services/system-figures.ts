import { Injectable } from '@nestjs/common';
import type { FigureRule } from '@orbisvoice/shared-dto/values';
import { errorsOf, SystemHistory, tallyOfAll, WatchedServices, windowBack } from '../../system/index.js';
import { errorPercent, slowMs } from '../domain/api-figures.js';

const WINDOW_SECONDS = 300;
/** A minute is there a few seconds after it ended: the newest one is among the last three, or nobody writes. */
const NEWEST_SECONDS = 180;
const STEP_SECONDS = 60;
const LAG = 'loop.p99';

export type SystemFigure = Extract<FigureRule, 'api_errors' | 'api_p95' | 'loop_lag' | 'services_down'>;
const ALL: readonly string[] = ['api_errors', 'api_p95', 'loop_lag', 'services_down'] satisfies SystemFigure[];

export const isSystemFigure = (rule: FigureRule): rule is SystemFigure => ALL.includes(rule);

/** A figure, and what it counted by name, where that is known. */
export interface NamedFigure {
  readonly value: number;
  readonly named?: readonly string[];
}

/** Figures of what the processes wrote down about themselves. */
@Injectable()
export class SystemFigures {
  constructor(
    private readonly history: SystemHistory,
    private readonly services: WatchedServices,
  ) {}

  /** Null when nobody wrote: then nothing is known, which is not the same as nothing happened. */
  async read(rule: SystemFigure, now: Date): Promise<NamedFigure | null> {
    if (rule === 'services_down') return this.down(now);
    const value = await (rule === 'loop_lag' ? this.lag(now) : this.answers(rule, now));
    return value === null ? null : { value };
  }

  private async down(now: Date): Promise<NamedFigure | null> {
    const named = await this.services.down(now);
    return named && { value: named.length, named };
  }

  private async answers(rule: 'api_errors' | 'api_p95', now: Date): Promise<number | null> {
    const window = windowBack(WINDOW_SECONDS, STEP_SECONDS, now);
    const [minutes, totals] = await Promise.all([this.history.recordedMinutes('http', window), this.history.totals('http', window)]);
    if (minutes === 0) return null;
    const { count, p95, outcomes } = tallyOfAll(totals);
    return rule === 'api_errors' ? errorPercent(errorsOf(outcomes).serverErrors, count) : slowMs(p95, count);
  }

  private async lag(now: Date): Promise<number | null> {
    const points = await this.history.figures([LAG], windowBack(NEWEST_SECONDS, STEP_SECONDS, now));
    return points.findLast(({ max }) => max[LAG] !== undefined)?.max[LAG] ?? null;
  }
}
