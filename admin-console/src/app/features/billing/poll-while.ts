import { effect, inject, InjectionToken, type Signal } from '@angular/core';
import type { ApiResource } from '@orbisvoice/shared-ui/core';

/** Milliseconds between two looks at something that runs. */
export const POLL_MS = new InjectionToken<number>('POLL_MS', { providedIn: 'root', factory: () => 2_000 });

/** Reads again and again while `isRunning`, each time a pause after the answer. Call it in an injection context. */
export function pollWhile<T>(read: ApiResource<T>, isRunning: Signal<boolean>): void {
  const pause = inject(POLL_MS);
  effect((onCleanup) => {
    if (!isRunning() || read.isLoading()) return;
    const timer = setTimeout(() => read.reload(), pause);
    onCleanup(() => clearTimeout(timer));
  });
}
