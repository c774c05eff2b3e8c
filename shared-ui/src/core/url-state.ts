import { computed, inject, type Signal } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute, Router, type Params } from '@angular/router';

type UrlShape = Readonly<Record<string, string | number>>;
type Widened<T extends UrlShape> = { [K in keyof T]: T[K] extends number ? number : string };

/** Filters, sort and page of a list, held by the address: they survive a reload and can be sent to a colleague. */
interface UrlState<T extends UrlShape> {
  readonly value: Signal<Widened<T>>;
  /** Whether anything differs from the defaults, the page aside. */
  readonly isFiltered: Signal<boolean>;
  /** Changes some of it. Anything but a new page goes back to page 1. */
  patch(change: Partial<Widened<T>>): void;
  clear(): void;
}

/** Reads and writes query parameters by the shape of `defaults`; a value equal to its default is left out of the address. */
export function urlState<T extends UrlShape>(defaults: T): UrlState<T> {
  const router = inject(Router);
  const route = inject(ActivatedRoute);
  const params = toSignal(route.queryParamMap, { requireSync: true });

  const value = computed(() => {
    const map = params();
    const entries = Object.entries(defaults).map(([name, fallback]) => [name, read(map.get(name), fallback)] as const);
    return Object.fromEntries(entries) as Widened<T>;
  });
  const write = (queryParams: Params): void => {
    void router.navigate([], { relativeTo: route, queryParams, queryParamsHandling: 'merge', replaceUrl: true });
  };

  return {
    value,
    isFiltered: computed(() => Object.entries(value()).some(([name, now]) => name !== 'page' && now !== defaults[name])),
    patch: (change) => {
      const restart = 'page' in defaults && !('page' in change) ? { page: null } : {};
      const changed = Object.entries<string | number | undefined>(change).map(([name, next]) => [
        name,
        next === defaults[name] || next === '' ? null : next,
      ]);
      write({ ...restart, ...(Object.fromEntries(changed) as Params) });
    },
    clear: () => write(Object.fromEntries(Object.keys(defaults).map((name) => [name, null]))),
  };
}

function read(text: string | null, fallback: string | number): string | number {
  if (text === null) return fallback;
  if (typeof fallback === 'string') return text;
  const number = Number(text);
  return Number.isInteger(number) && number > 0 ? number : fallback;
}

/** A word from the address, if it is one of the allowed ones. */
export function oneOf<const T extends string>(text: string, allowed: readonly T[]): T | undefined {
  return allowed.find((word) => word === text);
}
