import { computed, inject, Injectable } from '@angular/core';
import { ActivatedRoute } from '@angular/router';
import { toSignal } from '@angular/core/rxjs-interop';
import { MRR_MOVEMENT_KINDS } from '@orbisvoice/shared-dto/values';
import { oneOf, urlState } from '@orbisvoice/shared-ui/core';
import { keepLast } from '../../core/keep-last';
import { BillingApi } from './billing.api';

const PAGE_SIZE = 50;

/** The tenants behind one month, all or those of one kind of movement. */
@Injectable()
export class RevenueRowsStore {
  private readonly params = toSignal(inject(ActivatedRoute).paramMap, { requireSync: true });
  readonly filter = urlState({ kind: '' });
  readonly month = computed(() => this.params().get('month') ?? '');
  readonly kind = computed(() => oneOf(this.filter.value().kind, MRR_MOVEMENT_KINDS));
  private readonly query = computed(() => {
    const kind = this.kind();
    return { month: this.month(), pageSize: PAGE_SIZE, ...(kind && { kind }) };
  });
  readonly list = inject(BillingApi).revenueRows(this.query);
  readonly shown = keepLast(
    this.list,
    computed(() => JSON.stringify(this.query())),
  );
}
