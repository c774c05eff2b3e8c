import { ChangeDetectionStrategy, Component, DestroyRef, ElementRef, inject } from '@angular/core';
import { ACTOR_KINDS, EVENT_NAMES } from '@orbisvoice/shared-dto/values';
import { OvLoadMore } from '@orbisvoice/shared-ui/data';
import { OvEmpty, OvNotice, OvSkeleton } from '@orbisvoice/shared-ui/feedback';
import { OvPageHeader } from '@orbisvoice/shared-ui/layout';
import { OvButton, OvCard, OvIcon, OvSelect } from '@orbisvoice/shared-ui/ui';
import { PageKeys } from '../../../core/page-keys';
import { ACTION_NAMES, ACTOR_KIND_NAMES, STRINGS } from '../../../core/strings';
import { AuditEntryList } from '../../../ui/audit-entry-list';
import { Problem } from '../../../ui/problem';
import { TenantPicker } from '../../../ui/tenant-picker';
import { AuditStore } from '../audit.store';
import { AUDIT } from '../audit.strings';

/** Who did what: filters live in the address, entries open in place. */
@Component({
  selector: 'oc-audit-page',
  imports: [
    AuditEntryList,
    OvButton,
    OvCard,
    OvEmpty,
    OvIcon,
    OvLoadMore,
    OvNotice,
    OvPageHeader,
    OvSelect,
    OvSkeleton,
    Problem,
    TenantPicker,
  ],
  providers: [AuditStore],
  templateUrl: './audit.page.html',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class AuditPage {
  protected readonly words = AUDIT;
  protected readonly shared = STRINGS.list;
  protected readonly store = inject(AuditStore);
  protected readonly list = this.store.list;
  protected readonly filter = this.store.filter;

  protected readonly actions = [
    { value: '', label: STRINGS.list.any },
    ...EVENT_NAMES.map((value) => ({ value, label: `${ACTION_NAMES[value]} (${value})` })),
  ];
  protected readonly actorKinds = [
    { value: '', label: STRINGS.list.any },
    ...ACTOR_KINDS.map((value) => ({ value, label: ACTOR_KIND_NAMES[value] })),
  ];

  constructor() {
    const host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
    inject(PageKeys).offer(
      { search: () => host.querySelector<HTMLElement>('oc-tenant-picker input')?.focus(), refresh: () => this.list.reload() },
      inject(DestroyRef),
    );
  }
}
