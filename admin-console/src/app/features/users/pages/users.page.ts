import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { OvKeysetPart } from '@orbisvoice/shared-ui/data';
import { OvPageHeader } from '@orbisvoice/shared-ui/layout';
import { OvCard } from '@orbisvoice/shared-ui/ui';
import { offerListKeys } from '../../../core/page-keys';
import { Problem } from '../../../ui/problem';
import { Refresh } from '../../../ui/refresh';
import { Stale } from '../../../ui/stale';
import { UsersStore } from '../users.store';
import { USERS } from '../users.strings';
import { UserFilters } from '../ui/user-filters';
import { UserTable } from '../ui/user-table';

/** People of every tenant: search, filters and order live in the address. */
@Component({
  selector: 'oc-users-page',
  imports: [OvCard, OvKeysetPart, OvPageHeader, Problem, Refresh, Stale, UserFilters, UserTable],
  providers: [UsersStore],
  template: `
    <ov-page-header [heading]="words.title" [text]="words.intro">
      <oc-refresh ovHeaderActions [isLoading]="list.isLoading()" (refreshed)="list.reload()" />
    </ov-page-header>
    @if (shown.stale(); as stale) {
      <oc-stale class="oc-pulse" [of]="stale" (retry)="list.reload()" />
    }
    <ov-card isFlush>
      <oc-user-filters
        [filter]="filter.value()"
        [tenantId]="store.tenantId()"
        [isFiltered]="filter.isFiltered()"
        (changed)="filter.patch($event)"
        (cleared)="filter.clear()"
      />
      @if (shown.problem(); as problem) {
        <oc-problem [problem]="problem" (retry)="list.reload()" />
      } @else {
        <ov-keyset-part
          icon="team"
          [list]="list"
          [page]="shown.value()"
          [words]="words"
          [isFiltered]="filter.isFiltered()"
          [isStale]="shown.stale() !== null"
          (cleared)="filter.clear()"
        >
          @if (shown.value(); as page) {
            <oc-user-table
              [users]="page.items"
              [sort]="store.query().sort"
              [isLoading]="list.isLoading()"
              (sorted)="store.sortBy($event)"
            />
          }
        </ov-keyset-part>
      }
    </ov-card>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class UsersPage {
  protected readonly words = USERS;
  protected readonly store = inject(UsersStore);
  protected readonly list = this.store.list;
  protected readonly shown = this.store.shown;
  protected readonly filter = this.store.filter;

  constructor() {
    offerListKeys(() => this.list.reload());
  }
}
