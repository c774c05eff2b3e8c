import { computed, inject, Injectable } from '@angular/core';
import type { SaveTenantView, TenantView, UpdateTenantView } from '@orbisvoice/shared-dto';
import { ApiProblem } from '@orbisvoice/shared-ui/core';
import { ToastService } from '@orbisvoice/shared-ui/feedback';
import { TenantListApi } from './tenant-list.api';
import { VIEWS } from './tenant-list.strings';

/** The views of the tenants list: one's own, and those colleagues share. */
@Injectable()
export class ViewsStore {
  private readonly api = inject(TenantListApi);
  private readonly toasts = inject(ToastService);
  readonly read = this.api.views();
  readonly own = computed(() => this.read.value()?.items.filter(({ isOwn }) => isOwn) ?? []);
  readonly shared = computed(() => this.read.value()?.items.filter(({ isOwn }) => !isOwn) ?? []);
  readonly opening = computed(() => this.read.value()?.items.find(({ isDefault }) => isDefault) ?? null);

  /** @throws ApiProblem */
  async save(body: SaveTenantView): Promise<void> {
    const { name } = await this.api.saveView(body);
    this.toasts.show({ text: VIEWS.saved(name) });
    this.read.reload();
  }

  /** @throws ApiProblem */
  async rename(view: TenantView, name: string): Promise<void> {
    await this.change(view, { name });
  }

  update(view: TenantView, change: UpdateTenantView): Promise<void> {
    return this.telling(() => this.change(view, change));
  }

  chooseDefault(view: TenantView | null): Promise<void> {
    return this.telling(async () => this.read.set(await this.api.chooseDefault(view?.id ?? null)));
  }

  /** Deletes at once; the note about it has the way back. */
  remove({ id, name }: TenantView): Promise<void> {
    return this.telling(async () => {
      await this.api.removeView(id);
      this.read.reload();
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

  private async change(view: TenantView, change: UpdateTenantView): Promise<void> {
    const { name } = await this.api.updateView(view.id, change);
    this.toasts.show({ text: VIEWS.changed(name) });
    this.read.reload();
  }

  private async telling(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.toasts.show({ tone: 'danger', text: ApiProblem.from(error).sentence });
    }
  }
}
