import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { ACTOR_KINDS, AUDIT_ACTIONS, AUDIT_TARGET_TYPES } from '@orbisvoice/shared-dto/values';
import { ACTION_NAMES } from '@orbisvoice/shared-ui/action-names';
import { OvKeysetPart, OvLeaveFocus } from '@orbisvoice/shared-ui/data';
import { OvNotice } from '@orbisvoice/shared-ui/feedback';
import { OvButton, OvCard, OvSelect, OvSwitch } from '@orbisvoice/shared-ui/ui';
import { offerListKeys } from '../../../core/page-keys';
import { ACTOR_KIND_NAMES, STRINGS } from '../../../core/strings';
import { AuditEntryList } from '../../../ui/audit-entry-list';
import { DaySpan } from '../../../ui/day-span';
import { FilterBar } from '../../../ui/filter-bar';
import { ListHead } from '../../../ui/list-head';
import { Problem } from '../../../ui/problem';
import { Stale } from '../../../ui/stale';
import { TenantPicker } from '../../../ui/tenant-picker';
import { AuditStore } from '../audit.store';
import { canBePerson, TYPED } from '../audit-filter';
import { AUDIT, TARGET_TYPE_NAMES } from '../audit.strings';
import { PersonPicker } from '../ui/person-picker';

/** Who did what: filters live in the address, entries open in place. */
@Component({
  selector: 'oc-audit-page',
  imports: [
    AuditEntryList,
    DaySpan,
    FilterBar,
    ListHead,
    OvButton,
    OvCard,
    OvKeysetPart,
    OvLeaveFocus,
    OvNotice,
    OvSelect,
    OvSwitch,
    PersonPicker,
    Problem,
    Stale,
    TenantPicker,
  ],
  providers: [AuditStore],
  templateUrl: './audit.page.html',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class AuditPage {
  protected readonly words = AUDIT;
  protected readonly filterWords = STRINGS.filters;
  protected readonly store = inject(AuditStore);
  protected readonly list = this.store.list;
  protected readonly shown = this.store.shown;
  protected readonly filter = this.store.filter;
  protected readonly listWords = computed(() => ({ ...AUDIT, ...(this.store.scope() !== null && AUDIT.emptyOfTenant) }));

  protected readonly typed = TYPED;
  protected readonly actions = [
    { value: '', label: STRINGS.list.any },
    ...AUDIT_ACTIONS.map((value) => ({ value, label: `${ACTION_NAMES[value]} (${value})` })),
  ];
  protected readonly actorKinds = [
    { value: '', label: STRINGS.list.any },
    ...ACTOR_KINDS.map((value) => ({ value, label: ACTOR_KIND_NAMES[value] })),
  ];
  protected readonly targetTypes = [
    { value: '', label: STRINGS.list.any },
    ...AUDIT_TARGET_TYPES.map((value) => ({ value, label: `${TARGET_TYPE_NAMES[value]} (${value})` })),
  ];

  constructor() {
    // the first of them: among one tenant's pages there is none for tenants
    offerListKeys(() => this.list.reload(), 'oc-lookup-picker input');
  }

  /** A kind that no person is would leave nothing of them. */
  protected pickPerson(id: string | null): void {
    const isKept = id === null || canBePerson(this.filter.value().actorKind);
    this.filter.patch({ actorId: id ?? '', ...(!isKept && { actorKind: '' }) });
  }

  protected type(name: (typeof TYPED)[number]['name'], text: string): void {
    this.filter.patch({ [name]: text });
  }
}
