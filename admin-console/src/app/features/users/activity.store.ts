import { computed, inject, Injectable } from '@angular/core';
import { isReversed } from '../../core/filter-values';
import { toActivityQuery } from './user-list-query';
import { UserStore } from './user.store';
import { UsersApi } from './users.api';

/** What the person of the page did and what was done to them, of the filters that the address holds. */
@Injectable()
export class ActivityStore {
  private readonly user = inject(UserStore);
  readonly state = this.user.state;
  readonly isReversed = computed(() => isReversed(this.state.value()));
  readonly isFiltered = computed(() => {
    const { part, action, from, to } = this.state.value();
    return [part, action, from, to].some((value) => value !== '');
  });
  readonly list = inject(UsersApi).activity(
    this.user.id,
    computed(() => toActivityQuery(this.state.value())),
  );

  clear(): void {
    this.state.patch({ part: '', action: '', from: '', to: '' });
  }
}
