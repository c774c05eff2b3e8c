import { Injectable, computed, effect, inject, signal, untracked } from '@angular/core';
import type { Export } from '@orbisvoice/shared-dto';
import { EXPORT_DATASET_NAMES, EXPORT_STATUSES } from '@orbisvoice/shared-dto/values';
import { ApiProblem, Clock, keysetList, oneOf, urlState } from '@orbisvoice/shared-ui/core';
import { ExportsApi } from './exports.api';
import { EXPORT_POLL_MS, LiveExports, isUnfinished } from './live-exports';

/** The list of exports as the address asks for it, kept up to date by what the server tells, or by looking again where it does not. */
@Injectable()
export class ExportsStore {
  private readonly api = inject(ExportsApi);
  private readonly live = inject(LiveExports);
  private readonly clock = inject(Clock);
  private readonly pollMs = inject(EXPORT_POLL_MS);

  readonly url = urlState({ dataset: '', status: '' });
  private readonly query = computed(() => {
    const { dataset, status } = this.url.value();
    return { dataset: oneOf(dataset, EXPORT_DATASET_NAMES), status: oneOf(status, EXPORT_STATUSES) };
  });
  readonly list = keysetList<Export>(() => this.api.list(this.query()));
  readonly isLive = this.live.isLive;

  /** Everything of the list as it is by now, with what has come since it was read in front. */
  readonly rows = computed<readonly Export[]>(() => {
    const page = this.list.value();
    if (!page) return [];
    const listed = new Set(page.items.map(({ id }) => id));
    const fresh = [...this.live.changed().values()].filter((one) => !listed.has(one.id) && this.isAsked(one) && isNewer(one, page.items));
    const newestFirst = fresh.sort((one, other) => other.createdAt.localeCompare(one.createdAt));
    return [...newestFirst, ...page.items.map(this.live.latest)].filter(({ id }) => !this.live.isGone(id));
  });

  /** The same as a page of the list: what is shown, and whether there is more of it. */
  readonly shown = computed(() => {
    const page = this.list.value();
    return page && { items: this.rows(), next: page.next };
  });

  private readonly failedLook = signal<{ problem: ApiProblem; readAt: string } | null>(null);
  private readonly readAt = signal('');
  private readonly looks = signal(0);
  /** Why the list could not be read again, and of when it is. */
  readonly stale = this.failedLook.asReadonly();

  constructor() {
    effect(() => {
      if (!this.list.value()) return;
      this.readAt.set(this.now());
      this.failedLook.set(null);
    });
    effect(() => {
      if (this.live.gaps() > 0) void untracked(() => this.lookAgain());
    });
    effect((onCleanup) => {
      this.looks();
      if (this.isLive() || !this.list.value()) return;
      const timer = setTimeout(() => void this.lookAgain(), this.pollMs);
      onCleanup(() => clearTimeout(timer));
    });
  }

  /** Reads the newest exports, and those that were under way, without taking the list off the screen. */
  async lookAgain(): Promise<void> {
    if (!this.list.value()) return;
    const mark = this.live.mark();
    try {
      const { items } = await this.api.newest(present(this.query()));
      const read = new Set(items.map(({ id }) => id));
      for (const one of items) this.live.putRead(one, mark);
      const others = this.rows().filter((row) => isUnfinished(row) && !read.has(row.id));
      await Promise.all(others.map(({ id }) => this.readOne(id, mark)));
      this.failedLook.set(null);
      this.readAt.set(this.now());
    } catch (error) {
      this.failedLook.set({ problem: ApiProblem.from(error), readAt: this.readAt() });
    } finally {
      this.looks.update((count) => count + 1);
    }
  }

  private async readOne(id: string, mark: number): Promise<void> {
    try {
      this.live.putRead(await this.api.read(id), mark);
    } catch (error) {
      if (!ApiProblem.from(error).isMissing) throw error;
      this.live.drop(id);
    }
  }

  private isAsked({ dataset, status }: Export): boolean {
    const asked = this.query();
    return (!asked.dataset || asked.dataset === dataset) && (!asked.status || asked.status === status);
  }

  private now(): string {
    return new Date(this.clock.now()).toISOString();
  }
}

/** Whether it belongs before what was read, and not among what is not read yet. */
function isNewer(one: Export, items: readonly Export[]): boolean {
  const [first] = items;
  return !first || one.createdAt >= first.createdAt;
}

function present(query: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined));
}
