import { Injectable, computed, inject } from '@angular/core';
import type { CreateExport, Export } from '@orbisvoice/shared-dto';
import { SessionStore, openDownload } from '@orbisvoice/shared-ui/core';
import { ConfirmService, ToastService } from '@orbisvoice/shared-ui/feedback';
import { deeds } from '../../core/deeds';
import { ExportsApi } from './exports.api';
import { S } from './exports.strings';
import { LiveExports, isUnfinished } from './live-exports';

/** What people do with an export, on the list and on its own page. */
@Injectable()
export class ExportActions {
  private readonly api = inject(ExportsApi);
  private readonly live = inject(LiveExports);
  private readonly toasts = inject(ToastService);
  private readonly confirm = inject(ConfirmService);

  private readonly session = inject(SessionStore);
  /** Not while acting for somebody: the server refuses all of it to staff. */
  readonly canWrite = computed(() => this.session.can('exports.write') && !this.session.impersonation());
  private readonly deeds = deeds((id) => this.live.drop(id));
  readonly isBusy = this.deeds.isBusy;

  async create(body: CreateExport): Promise<Export> {
    const created = await this.api.create(body);
    this.live.put(created);
    return created;
  }

  /** The link is asked for at the click: it works for minutes only. */
  download(one: Export): Promise<boolean> {
    return this.deeds.attempt(one.id, async () => openDownload((await this.api.link(one.id)).url));
  }

  cancel(one: Export): Promise<boolean> {
    return this.deeds.attempt(one.id, async () => {
      this.live.put(await this.api.cancel(one.id));
      this.toasts.show({ text: S.canceled(one.fileName) });
    });
  }

  again(one: Export): Promise<boolean> {
    return this.deeds.attempt(one.id, async () => {
      this.live.put(await this.api.retry(one.id));
      this.toasts.show({ text: S.retried(one.fileName) });
    });
  }

  /** Resolves to whether it is deleted. */
  async remove(one: Export): Promise<boolean> {
    const { heading, text, consequences, running, confirm: confirmLabel } = S.remove;
    const follows = isUnfinished(one) ? running : consequences;
    const question = { heading: heading(one.fileName), text, consequences: follows, confirmLabel, isDangerous: true };
    if (!(await this.confirm.ask(question))) return false;
    return this.deeds.attempt(one.id, async () => {
      await this.api.remove(one.id);
      this.live.drop(one.id);
      this.toasts.show({ text: S.remove.done(one.fileName) });
    });
  }
}
