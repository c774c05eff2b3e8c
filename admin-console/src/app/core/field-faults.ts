import type { ApiProblem } from '@orbisvoice/shared-ui/core';

/** What the server says about the fields of what was asked, a sentence each; null where it is not about any. */
export function fieldFaults(problem: ApiProblem | null | undefined, names: Readonly<Record<string, string>>): string | null {
  return (problem?.fields ?? []).map(({ path, message }) => `${names[path] ?? path} ${message}.`).join(' ') || null;
}
