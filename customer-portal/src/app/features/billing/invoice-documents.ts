import { DOCUMENT } from '@angular/common';
import { Injectable, inject, signal } from '@angular/core';
import type { Invoice, InvoiceLinks } from '@orbisvoice/shared-dto';
import { ApiProblem } from '@orbisvoice/shared-ui/core';
import { ToastService } from '@orbisvoice/shared-ui/feedback';
import { BillingApi } from './billing.api';
import { I } from './invoices.strings';

type DocumentKind = keyof InvoiceLinks;

/** Opens an invoice's documents by addresses asked for at the click: the payment provider's own run out. */
@Injectable({ providedIn: 'root' })
export class InvoiceDocuments {
  private readonly api = inject(BillingApi);
  private readonly toasts = inject(ToastService);
  private readonly window = inject(DOCUMENT).defaultView;
  /** Which document is being fetched: the invoice's id and the kind. */
  readonly opening = signal<string | null>(null);

  isOpening({ id }: Pick<Invoice, 'id'>, kind: DocumentKind): boolean {
    return this.opening() === `${id} ${kind}`;
  }

  /**
   * The tab is opened at once and led to the document afterwards: a browser takes a tab that opens after a call
   * for an unwanted one. It never knows this page.
   */
  async open({ id }: Pick<Invoice, 'id'>, kind: DocumentKind): Promise<void> {
    const tab = this.window?.open('', '_blank') ?? null;
    if (tab) tab.opener = null;
    this.opening.set(`${id} ${kind}`);
    try {
      const url = (await this.api.invoiceLinks(id))[kind];
      if (url) (tab ?? this.window)?.location.assign(url);
      else this.refuse(tab, I.gone);
    } catch (error) {
      this.refuse(tab, ApiProblem.from(error).sentence);
    } finally {
      this.opening.set(null);
    }
  }

  private refuse(tab: Window | null, text: string): void {
    tab?.close();
    this.toasts.show({ text, tone: 'danger' });
  }
}
