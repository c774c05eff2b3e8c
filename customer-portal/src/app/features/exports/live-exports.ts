import { Injectable, InjectionToken, computed, inject, signal } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import type { Export } from '@orbisvoice/shared-dto';
import { UNFINISHED_EXPORTS } from '@orbisvoice/shared-dto/values';
import type { StreamNews } from '@orbisvoice/shared-ui/core';
import { ToastService } from '@orbisvoice/shared-ui/feedback';
import { map, tap } from 'rxjs';
import { ExportsApi } from './exports.api';
import { S } from './exports.strings';

/** Milliseconds between two looks while nothing is told live. */
export const EXPORT_POLL_MS = new InjectionToken<number>('EXPORT_POLL_MS', { providedIn: 'root', factory: () => 5_000 });

export const isUnfinished = ({ status }: Export): boolean => UNFINISHED_EXPORTS.some((one) => one === status);

/** What is known of exports beyond the list as it was read: told live by the server, or answered to what was done here. */
@Injectable()
export class LiveExports {
  private readonly toasts = inject(ToastService);
  private readonly known = signal<ReadonlyMap<string, Export>>(new Map());
  private readonly gone = signal<ReadonlySet<string>>(new Set());
  private readonly opened = signal(0);
  private tellings = 0;
  /** Which telling was the last about an export. */
  private readonly toldAt = new Map<string, number>();

  readonly changed = this.known.asReadonly();
  /** Counts the moments after which something may have been missed: read again what is shown. */
  readonly gaps = this.opened.asReadonly();

  private readonly connection = toSignal(
    inject(ExportsApi)
      .events()
      .pipe(
        tap((news) => this.take(news)),
        map(({ kind }) => kind),
      ),
  );
  /** Unknown (true) until the first attempt has failed: nobody has to read of a connection that is being made. */
  readonly isLive = computed(() => !['lost', 'refused'].includes(this.connection() ?? 'opened'));

  /** An export as it is by now. */
  latest = (one: Export): Export => this.known().get(one.id) ?? one;
  isGone = (id: string): boolean => this.gone().has(id);

  /** The moment before asking for something, for `putRead`. */
  mark(): number {
    return this.tellings;
  }

  /** Takes over what was told, or answered to what was done here; whoever looks hears of what has ended meanwhile. */
  put(next: Export): void {
    this.toldAt.set(next.id, ++this.tellings);
    this.keep(next);
  }

  /** Takes over what was read, unless something was told after `mark`: the answer may be older than that. */
  putRead(next: Export, mark: number): void {
    if ((this.toldAt.get(next.id) ?? 0) <= mark) this.keep(next);
  }

  drop(id: string): void {
    this.gone.update((gone) => new Set(gone).add(id));
  }

  private keep(next: Export): void {
    const before = this.known().get(next.id);
    this.known.update((known) => new Map(known).set(next.id, next));
    if (!before || !isUnfinished(before)) return;
    if (next.status === 'completed') this.toasts.show({ text: S.ready(next.fileName) });
    if (next.status === 'failed') this.toasts.show({ text: S.failed(next.fileName), tone: 'danger' });
  }

  private take(news: StreamNews): void {
    if (news.kind === 'opened' || (news.kind === 'said' && news.name === 'reload')) this.opened.update((count) => count + 1);
    if (news.kind !== 'said') return;
    if (news.name === 'export') this.put(JSON.parse(news.data) as Export);
    if (news.name === 'deleted') this.drop((JSON.parse(news.data) as { id: string }).id);
  }
}
