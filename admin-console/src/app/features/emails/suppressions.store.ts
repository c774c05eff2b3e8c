import { computed, inject, Injectable } from '@angular/core';
import type { AddEmailSuppression, AdminEmailSuppression } from '@orbisvoice/shared-dto';
import { EMAIL_SUPPRESSION_REASONS } from '@orbisvoice/shared-dto/values';
import { oneOf, urlState } from '@orbisvoice/shared-ui/core';
import { EmailsApi } from './emails.api';

const PAGE_SIZE = 50;
const ADDRESS_MAX = 254;

/** The suppression list of the filters that the address holds. */
@Injectable()
export class SuppressionsStore {
  private readonly api = inject(EmailsApi);
  readonly filter = urlState({ reason: '', address: '' });
  readonly list = this.api.suppressions(
    computed(() => {
      const { reason, address } = this.filter.value();
      const known = oneOf(reason, EMAIL_SUPPRESSION_REASONS);
      const whole = address.trim().slice(0, ADDRESS_MAX);
      return { pageSize: PAGE_SIZE, ...(known && { reason: known }), ...(whole && { address: whole }) };
    }),
  );

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
