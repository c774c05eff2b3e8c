import { computed, inject, Injectable } from '@angular/core';
import { urlState } from '@orbisvoice/shared-ui/core';
import { isReversed } from '../../core/filter-values';
import { AuditApi } from './audit.api';
import { FILTER_DEFAULTS, tenantOf, toQuery } from './audit-filter';

/** The audit list of the filters that the address holds. */
@Injectable()
export class AuditStore {
  readonly filter = urlState(FILTER_DEFAULTS);
  readonly tenantId = computed(() => tenantOf(this.filter.value()));
  readonly isReversed = computed(() => isReversed(this.filter.value()));
  readonly list = inject(AuditApi).list(computed(() => toQuery(this.filter.value())));
}
