import { inject, signal } from '@angular/core';
import { ApiProblem } from '@orbisvoice/shared-ui/core';
import { ToastService } from '@orbisvoice/shared-ui/feedback';

/** What people do with the things of a list. */
interface Deeds {
  isBusy(id: string): boolean;
  /** One thing at a time for each; a refusal is told in a note. Resolves to whether it is done. */
  attempt(id: string, task: () => Promise<void>): Promise<boolean>;
}

/** @param drop takes what is not there any more from the screen. Call it in an injection context. */
export function deeds(drop: (id: string) => void): Deeds {
  const toasts = inject(ToastService);
  const busy = signal<ReadonlySet<string>>(new Set());
  return {
    isBusy: (id) => busy().has(id),
    attempt: async (id, task) => {
      if (busy().has(id)) return false;
      busy.update((ids) => new Set(ids).add(id));
      try {
        await task();
        return true;
      } catch (error) {
        const problem = ApiProblem.from(error);
        if (problem.isMissing) drop(id);
        toasts.show({ text: problem.sentence, tone: 'danger' });
        return false;
      } finally {
        busy.update((ids) => new Set([...ids].filter((one) => one !== id)));
      }
    },
  };
}
