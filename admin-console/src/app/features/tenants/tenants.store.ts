import { computed, inject, Injectable } from '@angular/core';
import { urlState } from '@orbisvoice/shared-ui/core';
import { TenantsApi } from './tenants.api';
import { firstSort, LIST_DEFAULTS, toQuery } from './tenant-list-query';

/** The tenants list of the state that the address holds. */
@Injectable()
export class TenantsStore {
  readonly state = urlState(LIST_DEFAULTS);
  readonly query = computed(() => toQuery(this.state.value()));
  readonly page = inject(TenantsApi).list(this.query);

  sortBy(word: string): void {
    this.state.patch({ sort: firstSort(this.query().sort, word) });
  }
}
