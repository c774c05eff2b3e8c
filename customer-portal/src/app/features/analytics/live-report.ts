import { InjectionToken, computed, effect, inject, linkedSignal, type Signal } from '@angular/core';
import type { FieldError } from '@orbisvoice/shared-dto';
import { apiResource, Clock, keepLast, type ApiRequest, type ApiResource, type Staleness } from '@orbisvoice/shared-ui/core';
import { pageVisibility } from '../../core/page-visibility';
import { ReportQueryStore } from './report-query.store';

/** Milliseconds between two reads of a report whose range includes today. */
export const REPORT_REFRESH_MS = new InjectionToken<number>('REPORT_REFRESH_MS', { providedIn: 'root', factory: () => 60_000 });

/** A report that stays up to date: what was read last stays until something newer is there, and says when it could not be read again. */
export interface LiveReport<T> extends ApiResource<T> {
  readonly stale: Signal<Staleness | null>;
  /** What is shown answers the question before, while the new one is being answered. */
  readonly isOutdated: Signal<boolean>;
  /** The fields the API did not take, with its words. */
  readonly refused: Signal<readonly FieldError[]>;
}

/** Reads `request()` and reads it again every minute while somebody looks and its figures can move. Call it in an injection context. */
export function liveReport<T>(request: () => ApiRequest): LiveReport<T> {
  const query = inject(ReportQueryStore);
  const wanted = computed(() => JSON.stringify(request()));
  const read = apiResource<T>(request);
  const kept = keepLast(read, wanted);
  const refused = computed(() => {
    const problem = kept.problem();
    return problem?.code === 'request.invalid' ? problem.fields : [];
  });
  refresh(
    read,
    () => query.isLive(),
    () => query.tick(),
  );
  return {
    value: computed(() => kept.value() ?? (read.isLoading() ? read.value() : undefined)),
    isLoading: read.isLoading,
    isOutdated: computed(() => kept.value() === undefined && read.isLoading() && read.value() !== undefined),
    problem: computed(() => (refused().length > 0 ? null : kept.problem())),
    refused,
    stale: kept.stale,
    reload: () => read.reload(),
    set: (value) => read.set(value),
  };
}

function refresh(read: ApiResource<unknown>, isLive: () => boolean, tick: () => void): void {
  const pause = inject(REPORT_REFRESH_MS);
  const clock = inject(Clock);
  const isVisible = pageVisibility();
  const answeredAt = linkedSignal({ source: read.isLoading, computation: () => clock.now() });
  effect((onCleanup) => {
    if (!isLive() || !isVisible() || read.isLoading()) return;
    // who comes back to the tab after a while does not wait another minute
    const left = Math.max(0, answeredAt() + pause - clock.now());
    const timer = setTimeout(() => {
      tick();
      read.reload();
    }, left);
    onCleanup(() => clearTimeout(timer));
  });
}
