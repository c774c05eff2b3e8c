import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import { ROLES, USER_SEEN, YES_NO } from '@orbisvoice/shared-dto/values';
import { OvSearch, OvSelect } from '@orbisvoice/shared-ui/ui';
import { ROLE_NAMES, STRINGS } from '../../../core/strings';
import { FilterBar } from '../../../ui/filter-bar';
import { TenantPicker } from '../../../ui/tenant-picker';
import type { UserFilter } from '../user-list-query';
import { SEEN_NAMES, USERS } from '../users.strings';

/** The choices of a closed list, with "any" in front. */
const choices = <T extends string>(values: readonly T[], names: Readonly<Record<T, string>>) => [
  { value: '', label: STRINGS.list.any },
  ...values.map((value) => ({ value, label: names[value] })),
];

/** Each select is one field of the address. */
const SELECTS = [
  { name: 'role', label: USERS.filters.role, options: choices(ROLES, ROLE_NAMES) },
  { name: 'staff', label: USERS.filters.staff, options: choices(YES_NO, USERS.staffOptions) },
  { name: 'verified', label: USERS.filters.verified, options: choices(YES_NO, USERS.verifiedOptions) },
  { name: 'locked', label: USERS.filters.locked, options: choices(YES_NO, USERS.lockedOptions) },
  { name: 'seen', label: USERS.filters.seen, options: choices(USER_SEEN, SEEN_NAMES) },
] as const;

/** Whom to look for. */
@Component({
  selector: 'oc-user-filters',
  imports: [FilterBar, OvSearch, OvSelect, TenantPicker],
  template: `
    @let now = filter();
    <oc-filter-bar [isFiltered]="isFiltered()" (cleared)="cleared.emit()">
      <ov-search [label]="words.search" [value]="now.search" (valueChange)="changed.emit({ search: $event })" />
      <oc-tenant-picker [value]="tenantId()" (picked)="changed.emit({ tenantId: $event ?? '' })" />
      @for (select of selects; track select.name) {
        <ov-select [label]="select.label" [options]="select.options" [value]="now[select.name]" (valueChange)="pick(select.name, $event)" />
      }
    </oc-filter-bar>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class UserFilters {
  readonly filter = input.required<UserFilter>();
  readonly tenantId = input.required<string | null>();
  readonly isFiltered = input.required<boolean>();
  readonly changed = output<Partial<UserFilter>>();
  readonly cleared = output<void>();

  protected readonly words = USERS;
  protected readonly selects = SELECTS;

  protected pick(name: (typeof SELECTS)[number]['name'], value: string): void {
    this.changed.emit({ [name]: value });
  }
}
