import { computed, inject, Injectable } from '@angular/core';
import { STAFF_CHANGE_STATUSES } from '@orbisvoice/shared-dto/values';
import { oneOf, urlState } from '@orbisvoice/shared-ui/core';
import { keepLast } from '../../core/keep-last';
import { UsersApi } from './users.api';
import { PAGE_SIZE } from './user-list-query';

/** Changes of who is staff, of the state that the address holds. */
@Injectable()
export class StaffStore {
  private readonly api = inject(UsersApi);
  readonly filter = urlState({ status: '' });
  readonly status = computed(() => oneOf(this.filter.value().status, STAFF_CHANGE_STATUSES));
  readonly list = this.api.changes(
    computed(() => {
      const status = this.status();
      return { pageSize: PAGE_SIZE, ...(status && { status }) };
    }),
  );
  readonly shown = keepLast(this.list, this.status);
}
