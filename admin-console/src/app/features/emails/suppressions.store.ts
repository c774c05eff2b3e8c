import { computed, inject, Injectable } from '@angular/core';
import type { AddEmailSuppression, AdminEmailSuppression } from '@orbisvoice/shared-dto';
import { urlState } from '@orbisvoice/shared-ui/core';
import { keepLast } from '../../core/keep-last';
import { EmailsApi } from './emails.api';

const PAGE_SIZE = 50;
const ADDRESS_MAX = 254;

/** The suppression list, by the page and the address that the page's own address holds. */
@Injectable()
export class SuppressionsStore {
  private readonly api = inject(EmailsApi);
  readonly filter = urlState({ address: '', page: 1 });
  private readonly query = computed(() => {
    const { address, page } = this.filter.value();
    const whole = address.trim().slice(0, ADDRESS_MAX);
    return { page, pageSize: PAGE_SIZE, ...(whole && { address: whole }) };
  });
  readonly list = keepLast(this.api.suppressions(this.query), this.query);

  async add(body: AddEmailSuppression): Promise<AdminEmailSuppression> {
    const added = await this.api.suppress(body);
    this.list.reload();
    return added;
  }

  async lift(id: string, reason: string): Promise<void> {
    await this.api.lift(id, reason);
    this.list.reload();
  }

  async restore(id: string): Promise<void> {
    await this.api.restore(id);
    this.list.reload();
  }
}
