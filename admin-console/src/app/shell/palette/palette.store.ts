import { computed, DestroyRef, DOCUMENT, inject, Injectable, linkedSignal, resource, signal } from '@angular/core';
import { Router } from '@angular/router';
import { ACTION_NAMES } from '@orbisvoice/shared-ui/action-names';
import { AREAS } from '../../areas';
import { pageActions } from '../../core/page-actions';
import { PageKeys } from '../../core/page-keys';
import { Recents } from '../../core/recents';
import type { EventName, SearchKind } from '@orbisvoice/shared-dto/values';
import { pagesOf } from './area-pages';
import { itemsOfGroup, listOf, matching, type PaletteGroup, type PaletteItem } from './palette-items';
import { PaletteApi } from './palette.api';
import { KIND_NAMES, PALETTE } from './palette.strings';

const PAUSE_MS = 150;
const SEARCH_FROM = 2;
const SEARCH_MAX = 100;
const HAS_USERS = AREAS.some(({ path }) => path === 'users');

const titleOf = (kind: SearchKind, title: string): string => (kind === 'audit_entry' ? (ACTION_NAMES[title as EventName] ?? title) : title);

/** What the palette offers for what is typed. Lives as long as the palette is open: each opening sees the page it was opened on. */
@Injectable()
export class PaletteStore {
  private readonly router = inject(Router);
  private readonly document = inject(DOCUMENT);
  private readonly keys = inject(PageKeys);
  private readonly recents = inject(Recents);
  private timer: ReturnType<typeof setTimeout> | undefined;

  readonly typed = signal('');
  /** What the server is asked: the text once typing pauses. */
  private readonly asked = signal<string | undefined>(undefined);
  private readonly found = inject(PaletteApi).search(this.asked);
  private readonly pages = resource({
    loader: async () => (await Promise.all(AREAS.map(async (area) => pagesOf(area, await area.load())))).flat(),
  });
  private readonly actions: readonly PaletteItem[] = this.actionsNow();

  readonly problem = computed(() => (this.isAsking() ? this.found.problem() : null));
  readonly isLoading = computed(
    () => this.pages.isLoading() || (this.isAsking() && (this.asked() !== this.text() || this.found.isLoading())),
  );
  readonly groups = computed<readonly PaletteGroup[]>(() => [...this.local(), ...this.remote()].filter(({ items }) => items.length > 0));
  readonly items = computed(() => this.groups().flatMap(({ items }) => items));
  /** The chosen one stays where it is while more is found below it; another text begins anew. */
  readonly active = linkedSignal<string, number>({ source: this.typed, computation: () => 0 });

  constructor() {
    inject(DestroyRef).onDestroy(() => clearTimeout(this.timer));
  }

  readonly text = computed(() => this.typed().trim().slice(0, SEARCH_MAX));
  private readonly isAsking = computed(() => this.text().length >= SEARCH_FROM);

  type(typed: string): void {
    this.typed.set(typed);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.asked.set(this.isAsking() ? this.text() : undefined), PAUSE_MS);
  }

  retry(): void {
    this.found.reload();
  }

  move(step: number): void {
    const { length } = this.items();
    if (length > 0) this.active.update((at) => (Math.min(at, length - 1) + step + length) % length);
  }

  private local(): PaletteGroup[] {
    const typed = this.text();
    const recent = { label: PALETTE.recent, items: matching(this.recentItems(), typed) };
    const actions = { label: PALETTE.actions, items: matching(this.actions, typed) };
    const pages = { label: PALETTE.pages, items: matching(this.pageItems(), typed) };
    return typed === '' ? [recent, actions, pages] : [pages, actions, recent];
  }

  private remote(): PaletteGroup[] {
    const typed = this.text();
    if (!this.isAsking() || this.asked() === undefined || this.problem()) return [];
    return (this.found.value()?.groups ?? []).map((group) => {
      const items = itemsOfGroup(group, { go: this.go, titleOf, hasUsers: HAS_USERS });
      const list = group.hasMore ? listOf(group.kind, typed, HAS_USERS) : null;
      return { label: KIND_NAMES[group.kind], items: list === null ? items : [...items, this.moreItem(group.kind, list, typed)] };
    });
  }

  private moreItem(kind: SearchKind, url: string, typed: string): PaletteItem {
    return { key: `more:${kind}`, label: PALETTE.more(typed), detail: '', icon: 'next', run: () => this.go(url) };
  }

  private recentItems(): PaletteItem[] {
    const [here] = this.router.url.split(/[?#]/);
    return this.recents
      .list()
      .filter(({ url }) => url !== here)
      .map(({ url, label, area }) => ({ key: `recent:${url}`, label, detail: area, icon: 'clock', run: () => this.go(url) }));
  }

  private pageItems(): PaletteItem[] {
    return (this.pages.value() ?? []).map(({ url, label, area }) => ({
      key: `page:${url}`,
      label,
      detail: label === area ? '' : area,
      icon: 'forward',
      run: () => this.go(url),
    }));
  }

  private actionsNow(): PaletteItem[] {
    const { search } = this.keys.current;
    const all = [...(search ? [{ label: PALETTE.filterPage, run: search }] : []), ...pageActions(this.document)];
    return all.map(({ label, run }) => ({ key: `action:${label}`, label, detail: '', icon: 'check', run }));
  }

  private readonly go = (url: string): void => void this.router.navigateByUrl(url);
}
