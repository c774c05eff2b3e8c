import type { Routes } from '@angular/router';

/** A part of the console with a place in the rail, a key, and its pages. */
export interface Area {
  /** First segment of its addresses; empty for the page one starts on. */
  readonly path: string;
  readonly label: string;
  /** Goes there after `g`. */
  readonly key: string;
  /** Its pages: those with a title and without a parameter are offered by the palette. */
  readonly load: () => Promise<Routes>;
}

/** The address of an area. */
export const linkOf = ({ path }: Area): string => `/${path}`;

/** The area that an address belongs to. */
export function areaOf(url: string, areas: readonly Area[]): Area | undefined {
  const [, first = ''] = /^\/([^/?#]*)/.exec(url) ?? [];
  return areas.find(({ path }) => path === first);
}
