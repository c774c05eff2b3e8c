/** A filter that a figure sets and no field of the page does: shown in words, to be taken off. */
export interface TraitFilter {
  /** Its parameter of the address. */
  readonly key: string;
  readonly label: string;
}

/** Those of the filters that are set to a value with words; others are none. */
export function traitsOf(
  values: Readonly<Record<string, string | number | boolean | undefined>>,
  words: Readonly<Record<string, Readonly<Record<string, string>>>>,
): TraitFilter[] {
  return Object.entries(words).flatMap(([key, labels]) => {
    const label = labels[String(values[key])];
    return label === undefined ? [] : [{ key, label }];
  });
}
