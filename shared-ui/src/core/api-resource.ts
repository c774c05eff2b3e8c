import { httpResource } from '@angular/common/http';
import { computed, linkedSignal, type Signal } from '@angular/core';
import { API } from './api-client';
import { ApiProblem } from './api-problem';

export type QueryValue = string | number | boolean | null | undefined;

/** What to read: a path under `/api` and its query. Empty values are left out of the URL. */
export interface ApiRequest {
  path: string;
  query?: Readonly<Record<string, QueryValue>>;
}

/** A read of the API as a page needs it: the last good value stays on screen while the next one is fetched. */
export interface ApiResource<T> {
  readonly value: Signal<T | undefined>;
  readonly isLoading: Signal<boolean>;
  readonly problem: Signal<ApiProblem | null>;
  reload(): void;
  /** Puts in what a write has just answered, without asking again. */
  set(value: T): void;
}

/**
 * Reads `request()` and reads again whenever it changes; `undefined` means: nothing to ask yet.
 * Call it in an injection context.
 */
export function apiResource<T>(request: () => ApiRequest | undefined): ApiResource<T> {
  const source = httpResource<T>(() => {
    const wanted = request();
    return wanted && { url: `${API}/${wanted.path}`, params: present(wanted.query ?? {}) };
  });
  const value = linkedSignal<{ fresh: T | undefined; failed: boolean }, T | undefined>({
    source: () => ({ fresh: source.hasValue() ? source.value() : undefined, failed: source.status() === 'error' }),
    computation: ({ fresh, failed }, previous) => fresh ?? (failed ? undefined : previous?.value),
  });
  return {
    value: value.asReadonly(),
    isLoading: source.isLoading,
    problem: computed(() => {
      const error = source.error();
      return error ? ApiProblem.from(error) : null;
    }),
    reload: () => void source.reload(),
    set: (next) => source.set(next),
  };
}

function present(query: Readonly<Record<string, QueryValue>>): Record<string, string | number | boolean> {
  const params: Record<string, string | number | boolean> = {};
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== '') params[name] = value;
  }
  return params;
}
