import { signal, type Signal } from '@angular/core';
import { ApiProblem } from './api-problem';
import { saveFile } from './save-file';

/** Files that a page saves, told apart by a key; several may be on their way. */
export interface FileExport<K extends string> {
  /** Keys of what is on its way. */
  readonly running: Signal<ReadonlySet<K>>;
  /** Why the one asked for last, or one before it, did not come. */
  readonly problem: Signal<ApiProblem | null>;
  /** Reads a file and saves it under a name; what refuses it is the `problem`. */
  save(key: K, name: string, read: () => Promise<Blob>): Promise<void>;
}

export function fileExport<K extends string>(): FileExport<K> {
  const running = signal<ReadonlySet<K>>(new Set());
  const problem = signal<ApiProblem | null>(null);

  async function save(key: K, name: string, read: () => Promise<Blob>): Promise<void> {
    running.update((keys) => new Set([...keys, key]));
    problem.set(null);
    try {
      saveFile(await read(), name);
    } catch (error) {
      problem.set(ApiProblem.from(error));
    } finally {
      running.update((keys) => new Set([...keys].filter((one) => one !== key)));
    }
  }

  return { running: running.asReadonly(), problem: problem.asReadonly(), save };
}
