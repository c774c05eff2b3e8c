import { computed, type Signal, signal } from '@angular/core';
import { apiResource } from '@orbisvoice/shared-ui/core';

const SHOWN = 8;

/** One of what was found. */
export interface Choice {
  readonly id: string;
  readonly name: string;
  readonly detail: string;
}

/** Finds things of one sort by a typed text, and the name of the chosen one by its id. */
export interface Lookup {
  /** The chosen one's name; undefined as long as it is not known, null when it is no longer there. */
  readonly name: Signal<string | null | undefined>;
  readonly options: Signal<readonly Choice[]>;
  readonly isSearching: Signal<boolean>;
  search(text: string): void;
}

/** A lookup in the list of a path, `detail` telling apart what has the same name. Call it in an injection context. */
export function lookup<T extends { readonly id: string; readonly name: string }>(
  path: string,
  value: Signal<string | null>,
  detail: (found: T) => string,
): Lookup {
  const typed = signal('');
  const found = apiResource<{ readonly items: readonly T[] }>(() =>
    typed() ? { path, query: { search: typed(), sort: 'name', pageSize: SHOWN } } : undefined,
  );
  const chosen = apiResource<{ readonly name: string }>(() => {
    const id = value();
    return id ? { path: `${path}/${encodeURIComponent(id)}` } : undefined;
  });
  return {
    name: computed(() => chosen.value()?.name ?? (chosen.isLoading() ? undefined : null)),
    options: computed(() => (found.value()?.items ?? []).map((one) => ({ id: one.id, name: one.name, detail: detail(one) }))),
    isSearching: found.isLoading,
    search: (text) => {
      typed.set(text);
    },
  };
}
