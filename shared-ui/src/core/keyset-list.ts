import { computed, inject, linkedSignal, signal, type Signal } from '@angular/core';
import { ApiClient } from './api-client';
import { ApiProblem } from './api-problem';
import { apiResource, type ApiRequest, type ApiResource } from './api-resource';

/** One page of a keyset list, as the API answers it. */
export interface KeysetPage<T> {
  items: T[];
  next: string | null;
}

/** A keyset list that grows: `value` holds all rows fetched so far, the cursor of the rest, and what else the latest page said. */
export interface KeysetList<T, P extends KeysetPage<T> = KeysetPage<T>> extends ApiResource<P> {
  readonly isLoadingMore: Signal<boolean>;
  readonly moreProblem: Signal<ApiProblem | null>;
  loadMore(): Promise<void>;
}

/** Reads the first page of `request()`; `loadMore` appends. A changed request starts over; `undefined` means: nothing to ask yet. */
export function keysetList<T, P extends KeysetPage<T> = KeysetPage<T>>(request: () => ApiRequest | undefined): KeysetList<T, P> {
  const api = inject(ApiClient);
  const first = apiResource<P>(request);
  const all = linkedSignal<P | undefined>(() => first.value());
  const isLoadingMore = signal(false);
  // of the list that was shown then: another list, or the same one read anew, has not failed
  const moreProblem = linkedSignal<P | undefined, ApiProblem | null>({ source: first.value, computation: () => null });

  async function loadMore(): Promise<void> {
    const [before, asked] = [all(), request()];
    if (!before?.next || !asked || isLoadingMore()) return;
    // The rows of the last list stay until the next one is answered: that they are the same does not say that they are still asked for.
    const isSame = (): boolean => all() === before && JSON.stringify(request()) === JSON.stringify(asked);
    isLoadingMore.set(true);
    moreProblem.set(null);
    try {
      const page = await api.get<P>(withCursor(asked, before.next));
      // The filters may have changed while this was under way: then the rows belong to another list.
      if (isSame()) all.set({ ...page, items: [...before.items, ...page.items] });
    } catch (error) {
      if (isSame()) moreProblem.set(ApiProblem.from(error));
    } finally {
      isLoadingMore.set(false);
    }
  }

  return {
    value: computed(() => all()),
    isLoading: first.isLoading,
    problem: first.problem,
    reload: first.reload,
    set: first.set,
    isLoadingMore: isLoadingMore.asReadonly(),
    moreProblem: moreProblem.asReadonly(),
    loadMore,
  };
}

function withCursor(request: ApiRequest, cursor: string): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...request.query, cursor })) {
    if (value !== undefined && value !== null && value !== '') query.set(name, String(value));
  }
  return `${request.path}?${query}`;
}
