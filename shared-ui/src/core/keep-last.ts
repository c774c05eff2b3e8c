import { computed, inject, linkedSignal, type Signal } from '@angular/core';
import type { ApiProblem } from './api-problem';
import type { ApiResource } from './api-resource';
import { Clock } from './clock';

/** What could not be read again, and when what is still shown was read. */
export interface Staleness {
  readonly problem: ApiProblem;
  readonly readAt: string;
}

/** A read whose last good answer outlives a failed refresh. `problem` is only set when there is nothing to show. */
export interface KeptResource<T> extends ApiResource<T> {
  readonly stale: Signal<Staleness | null>;
}

interface Kept<T> {
  readonly subject: string;
  readonly value: T;
  readonly readAt: string;
}

/**
 * Keeps what was read last of one subject (an id, a query; the same always where there is only one) while a later read of it fails.
 * A refusal and "there is no such thing" take it away: they are answers. Call it in an injection context.
 */
export function keepLast<T>(read: ApiResource<T>, of: Signal<unknown>): KeptResource<T> {
  const clock = inject(Clock);
  const subject = computed(() => JSON.stringify(of()) ?? '');
  const kept = linkedSignal<{ subject: string; value: T | undefined; problem: ApiProblem | null }, Kept<T> | null>({
    source: () => ({ subject: subject(), value: read.value(), problem: read.problem() }),
    computation: (now, last) => {
      const before = last?.value ?? null;
      if (now.value !== undefined) {
        if (before?.value === now.value) return before;
        return { subject: now.subject, value: now.value, readAt: new Date(clock.now()).toISOString() };
      }
      return now.problem?.isDenied || now.problem?.isMissing ? null : before;
    },
  });
  // The read itself still holds the answer about the last subject while it asks about the next one.
  const shown = computed(() => (kept()?.subject === subject() ? kept() : null));
  return {
    value: computed(() => shown()?.value),
    isLoading: read.isLoading,
    problem: computed(() => (shown() ? null : read.problem())),
    stale: computed(() => {
      const [problem, now] = [read.problem(), shown()];
      return problem && now ? { problem, readAt: now.readAt } : null;
    }),
    reload: () => read.reload(),
    set: (value) => read.set(value),
  };
}
