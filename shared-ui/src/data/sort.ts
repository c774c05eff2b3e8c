/** How a column stands under the sort in force, as `aria-sort` says it; null when it is not the sorted one. */
export function sortMark(current: string | null, word: string): 'ascending' | 'descending' | null {
  if (current === word) return 'ascending';
  return current === `-${word}` ? 'descending' : null;
}

/** The next sort when a column's head is pressed: ascending first, then the other way. */
export function toggleSort(current: string | null, word: string): string {
  return current === word ? `-${word}` : word;
}
