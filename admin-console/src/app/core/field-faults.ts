import type { ApiProblem } from '@orbisvoice/shared-ui/core';

/**
 * What the server says about the fields of what was asked, a sentence each; null where it is not about any. Our own messages go on from the name of
 * the field, those of the schema library are sentences by themselves and begin as such.
 */
export function fieldFaults(problem: ApiProblem | null | undefined, names: Readonly<Record<string, string>>): string | null {
  const faults = problem?.fields ?? [];
  const isSentence = (message: string): boolean => /^\p{Lu}/u.test(message);
  return faults.map(({ path, message }) => `${names[path] ?? path}${isSentence(message) ? ':' : ''} ${message}.`).join(' ') || null;
}
