import { Injectable, inject, signal } from '@angular/core';
import type { CreateExport } from '@orbisvoice/shared-dto';
import { EXPORT_DATASETS, type ExportDataset } from '@orbisvoice/shared-dto/values';
import { ApiClient, ApiProblem, SessionStore } from '@orbisvoice/shared-ui/core';
import { ToastService } from '@orbisvoice/shared-ui/feedback';

const W = {
  started: (what: string) => `“${what}” is being written.`,
  open: 'Exports',
  failed: (reason: string) => `The export could not be started. ${reason}`,
} as const;

/** Asks for files of what a page shows. They are written behind the scenes and wait among the exports. */
@Injectable()
export class FileOrders {
  private readonly api = inject(ApiClient);
  private readonly session = inject(SessionStore);
  private readonly toasts = inject(ToastService);
  private readonly waiting = signal<ExportDataset | null>(null);
  /** Of what a file is being asked for. */
  readonly pending = this.waiting.asReadonly();

  /** Whether there is a file to be had: whoever may read the rows may take them along, but not while acting for somebody, which the server refuses to staff. */
  mayOrder(dataset: ExportDataset): boolean {
    return this.session.can('exports.write') && this.session.can(EXPORT_DATASETS[dataset].permission) && !this.session.impersonation();
  }

  async order(wanted: Pick<CreateExport, 'dataset' | 'format' | 'filters'>): Promise<void> {
    const { dataset } = wanted;
    this.waiting.set(dataset);
    try {
      const body: CreateExport = { ...wanted, hasByteOrderMark: false };
      await this.api.post('exports', body);
      this.toasts.show({ text: W.started(EXPORT_DATASETS[dataset].label), link: { label: W.open, path: '/exports' } });
    } catch (error) {
      this.toasts.show({ text: W.failed(ApiProblem.from(error).sentence), tone: 'danger' });
    } finally {
      this.waiting.set(null);
    }
  }
}
