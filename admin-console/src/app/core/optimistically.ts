import type { ApiResource } from '@orbisvoice/shared-ui/core';

/** A write whose outcome is all but certain, and small enough to be taken back in view. */
export interface Hope<T, A> {
  /** What a read will be once it is done. */
  readonly expect: (now: T) => T;
  readonly send: () => Promise<A>;
  /** Puts in what the answer says. */
  readonly settle: (now: T, answer: A) => T;
}

/**
 * Shows what a write will make of a read before it is answered. A refusal takes it back, asks what is so by now, and is passed on to whoever
 * tells people. Without anything to show it just sends.
 * @throws ApiProblem
 */
export async function optimistically<T, A>(
  read: Pick<ApiResource<T>, 'value' | 'isLoading' | 'set' | 'reload'>,
  { expect, send, settle }: Hope<T, A>,
): Promise<A> {
  const [before, wasLoading] = [read.value(), read.isLoading()];
  const hoped = before === undefined ? undefined : expect(before);
  if (hoped !== undefined) read.set(hoped);
  try {
    const answer = await send();
    const now = read.value();
    // putting something in ends a look that is under way: what it was to find out (what is left of a refused write) is still wanted
    if (now === undefined || wasLoading || read.isLoading()) read.reload();
    else read.set(settle(now, answer));
    return answer;
  } catch (error) {
    // something else has changed it meanwhile: only the answer to another look knows what is left
    if (before !== undefined && read.value() === hoped) read.set(before);
    read.reload();
    throw error;
  }
}
