/** A filter that a figure sets and no field of the page does: shown in words, to be taken off. */
export interface TraitFilter {
  /** Its parameter of the address. */
  readonly key: string;
  readonly label: string;
}

/** The words of filters by their values, or of any value where nobody knows them all. */
export type TraitWords = Readonly<Record<string, Readonly<Record<string, string>> | ((value: string) => string)>>;

/** Those of the filters that are set to a value with words; others are none. */
export function traitsOf(values: Readonly<Record<string, string | number | boolean | undefined>>, words: TraitWords): TraitFilter[] {
  return Object.entries(words).flatMap(([key, labels]) => {
    const value = values[key];
    const label = typeof labels !== 'function' ? labels[String(value)] : value ? labels(String(value)) : undefined;
    return label === undefined ? [] : [{ key, label }];
  });
}
