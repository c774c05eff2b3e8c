import { Injectable, signal } from '@angular/core';

/** A page about one thing that somebody has looked at. */
export interface Recent {
  readonly url: string;
  readonly label: string;
  readonly area: string;
}

const MAX = 8;

/**
 * The things looked at last. In the memory of this tab alone: their names are customers', and nothing of those stays in a browser's
 * storage.
 */
@Injectable({ providedIn: 'root' })
export class Recents {
  private readonly items = signal<readonly Recent[]>([]);
  readonly list = this.items.asReadonly();

  /** Puts it first, once. */
  note(recent: Recent): void {
    this.items.update((items) => [recent, ...items.filter(({ url }) => url !== recent.url)].slice(0, MAX));
  }

  forget(): void {
    this.items.set([]);
  }
}
