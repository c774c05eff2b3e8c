import { computed, inject, Injectable } from '@angular/core';
import type { SaveTenantView, TenantView, TenantViewList, UpdateTenantView } from '@orbisvoice/shared-dto';
import { ApiProblem, SessionStore } from '@orbisvoice/shared-ui/core';
import { ToastService } from '@orbisvoice/shared-ui/feedback';
import { type Hope, optimistically } from '../../core/optimistically';
import { TenantListApi } from './tenant-list.api';
import { VIEWS } from './tenant-list.strings';

/** Begins the id of a view that is not saved yet. */
const PENDING = 'pending:';

/** Whether a view is shown before it is saved: nothing can be done to it yet. */
export const isPending = ({ id }: TenantView): boolean => id.startsWith(PENDING);

/** The views of the tenants list: one's own, and those colleagues share. Changes show at once; a refusal takes them back and is told. */
@Injectable()
export class ViewsStore {
  private readonly api = inject(TenantListApi);
  private readonly toasts = inject(ToastService);
  private readonly session = inject(SessionStore);
  /** How many were begun: names may be sent twice. */
  private saves = 0;
  readonly read = this.api.views();
  readonly own = computed(() => this.read.value()?.items.filter(({ isOwn }) => isOwn) ?? []);
  readonly shared = computed(() => this.read.value()?.items.filter(({ isOwn }) => !isOwn) ?? []);
  readonly opening = computed(() => this.read.value()?.items.find(({ isDefault }) => isDefault) ?? null);

  save(body: SaveTenantView): Promise<void> {
    const pending = this.pendingOf(body);
    return this.telling(async () => {
      const { name } = await this.change({
        expect: (items) => [...items, pending],
        send: () => this.api.saveView(body),
        // another look may have been answered meanwhile, without the pending one and perhaps with what it became
        settle: (items, saved) => [...items.filter(({ id }) => id !== pending.id && id !== saved.id), saved],
      });
      this.toasts.show({ text: VIEWS.saved(name) });
    });
  }

  update({ id }: TenantView, change: UpdateTenantView): Promise<void> {
    return this.telling(async () => {
      const { name } = await this.change({
        expect: (items) => items.map((view) => (view.id === id ? { ...view, ...change } : view)),
        send: () => this.api.updateView(id, change),
        // no more than it was about: another change may be on its way
        settle: (items, { updatedAt }) => items.map((view) => (view.id === id ? { ...view, ...change, updatedAt } : view)),
      });
      this.toasts.show({ text: VIEWS.changed(name) });
    });
  }

  chooseDefault(chosen: TenantView | null): Promise<void> {
    return this.telling(async () => {
      const choose = (items: readonly TenantView[]): TenantView[] => items.map((view) => ({ ...view, isDefault: view.id === chosen?.id }));
      await this.change({ expect: choose, send: () => this.api.chooseDefault(chosen?.id ?? null), settle: choose });
    });
  }

  /** Deletes at once; the note about it has the way back. */
  remove({ id, name }: TenantView): Promise<void> {
    return this.telling(async () => {
      await this.change({
        expect: (items) => items.filter((view) => view.id !== id),
        send: () => this.api.removeView(id),
        settle: (items) => items,
      });
      this.toasts.show({ text: VIEWS.removed(name), undo: () => void this.restore(id) });
    });
  }

  private restore(id: string): Promise<void> {
    return this.telling(async () => {
      const { name } = await this.api.restoreView(id);
      this.toasts.show({ text: VIEWS.restored(name) });
      this.read.reload();
    });
  }

  private change<A>({ expect, send, settle }: Hope<TenantViewList['items'], A>): Promise<A> {
    return optimistically(this.read, {
      expect: ({ items }) => ({ items: expect(items) }),
      send,
      settle: ({ items }, answer) => ({ items: settle(items, answer) }),
    });
  }

  private pendingOf(body: SaveTenantView): TenantView {
    const ownerName = this.session.me()?.name ?? '';
    return { ...body, id: `${PENDING}${++this.saves}`, isOwn: true, isDefault: false, ownerName, updatedAt: '' };
  }

  private async telling(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.toasts.show({ tone: 'danger', text: VIEWS.refused(ApiProblem.from(error).sentence) });
    }
  }
}
