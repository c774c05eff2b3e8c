// The types of jest-long-first.mjs, for its spec.

export interface FileToRun {
  readonly path: string;
  /** How long it took the last time, in milliseconds. */
  readonly duration?: number;
}

export function scriptsFirst<T extends FileToRun>(tests: readonly T[]): T[];
