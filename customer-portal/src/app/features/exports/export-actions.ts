import { Injectable, computed, inject, signal } from '@angular/core';
import type { CreateExport, Export } from '@orbisvoice/shared-dto';
import { ApiProblem, SessionStore, openDownload } from '@orbisvoice/shared-ui/core';
import { ConfirmService, ToastService } from '@orbisvoice/shared-ui/feedback';
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
  private readonly busy = signal<ReadonlySet<string>>(new Set());

  isBusy = (id: string): boolean => this.busy().has(id);

  async create(body: CreateExport): Promise<Export> {
    const created = await this.api.create(body);
    this.live.put(created);
    return created;
  }

  /** The link is asked for at the click: it works for minutes only. */
  download(one: Export): Promise<boolean> {
    return this.attempt(one, async () => openDownload((await this.api.link(one.id)).url));
  }

  cancel(one: Export): Promise<boolean> {
    return this.attempt(one, async () => {
      this.live.put(await this.api.cancel(one.id));
      this.toasts.show({ text: S.canceled(one.fileName) });
    });
  }

  again(one: Export): Promise<boolean> {
    return this.attempt(one, async () => {
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
    return this.attempt(one, async () => {
      await this.api.remove(one.id);
      this.live.drop(one.id);
      this.toasts.show({ text: S.remove.done(one.fileName) });
    });
  }

  /** One thing at a time for each export; what is not there any more leaves the screen. */
  private async attempt({ id }: Export, task: () => Promise<void>): Promise<boolean> {
    if (this.isBusy(id)) return false;
    this.busy.update((busy) => new Set(busy).add(id));
    try {
      await task();
      return true;
    } catch (error) {
      const problem = ApiProblem.from(error);
      if (problem.isMissing) this.live.drop(id);
      this.toasts.show({ text: problem.sentence, tone: 'danger' });
      return false;
    } finally {
      this.busy.update((busy) => new Set([...busy].filter((one) => one !== id)));
    }
  }
}
