import { computed, inject, Injectable } from '@angular/core';
import { urlState } from '@orbisvoice/shared-ui/core';
import { asUuid } from '../../core/filter-values';
import { keepLast } from '../../core/keep-last';
import { UsersApi } from './users.api';
import { firstSort, LIST_DEFAULTS, toQuery } from './user-list-query';

/** The people of the filters and the order that the address holds. */
@Injectable()
export class UsersStore {
  readonly filter = urlState(LIST_DEFAULTS);
  readonly tenantId = computed(() => asUuid(this.filter.value().tenantId));
  readonly query = computed(() => toQuery(this.filter.value()));
  readonly list = inject(UsersApi).list(this.query);
  readonly shown = keepLast(this.list, this.query);

  sortBy(word: string): void {
    this.filter.patch({ sort: firstSort(this.query().sort, word) });
  }
}
