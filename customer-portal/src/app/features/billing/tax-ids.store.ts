import { Injectable, inject } from '@angular/core';
import type { AddTaxId, TaxId, TaxIdList } from '@orbisvoice/shared-dto';
import { apiResource } from '@orbisvoice/shared-ui/core';
import { BillingApi } from './billing.api';

/** The tax ids on the workspace's invoices. */
@Injectable()
export class TaxIdsStore {
  private readonly api = inject(BillingApi);
  readonly taxIds = apiResource<TaxIdList>(() => this.api.taxIds());

  async add(body: AddTaxId): Promise<TaxId> {
    const taxId = await this.api.addTaxId(body);
    this.taxIds.set({ items: [...(this.taxIds.value()?.items ?? []), taxId] });
    return taxId;
  }

  async remove({ id }: TaxId): Promise<void> {
    await this.api.removeTaxId(id);
    this.taxIds.set({ items: (this.taxIds.value()?.items ?? []).filter((taxId) => taxId.id !== id) });
  }
}
