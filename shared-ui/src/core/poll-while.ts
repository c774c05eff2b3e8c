import { effect, inject, InjectionToken, type Signal } from '@angular/core';
import type { KeptResource } from './keep-last';

/** Milliseconds between two looks at something that runs. */
export const POLL_MS = new InjectionToken<number>('POLL_MS', { providedIn: 'root', factory: () => 2_000 });
/** How much longer the pause is after a look that failed. */
const PATIENCE = 5;

/**
 * Reads again and again while `isRunning`, each time a pause after the answer; a failed look is not the end. Call it in an injection context.
 * @param slowness how many times longer the pause is, for what takes its time; asked anew before each pause where that changes
 */
export function pollWhile(
  read: Pick<KeptResource<unknown>, 'isLoading' | 'stale' | 'reload'>,
  isRunning: Signal<boolean>,
  slowness: number | (() => number) = 1,
): void {
  const shortest = inject(POLL_MS);
  effect((onCleanup) => {
    if (!isRunning() || read.isLoading()) return;
    const pause = shortest * (typeof slowness === 'number' ? slowness : slowness());
    const timer = setTimeout(() => read.reload(), read.stale() ? pause * PATIENCE : pause);
    onCleanup(() => clearTimeout(timer));
  });
}
