import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import type { EmailStatus } from '@orbisvoice/shared-dto/values';
import { OvKeysetPart } from '@orbisvoice/shared-ui/data';
import { OvNotice } from '@orbisvoice/shared-ui/feedback';
import { OvCard } from '@orbisvoice/shared-ui/ui';
import { offerListKeys } from '../../../core/page-keys';
import { STRINGS } from '../../../core/strings';
import { type FilterTab, FilterTabs } from '../../../ui/filter-tabs';
import { ListHead } from '../../../ui/list-head';
import { Problem } from '../../../ui/problem';
import { Stale } from '../../../ui/stale';
import { EMAIL_STATUS_NAMES } from '../emails.strings';
import { LogStore } from '../log.store';
import { LOG } from '../log.strings';
import { LogFilters } from '../ui/log-filters';
import { LogTable } from '../ui/log-table';
import { MailPulse } from '../ui/mail-pulse';

/** What needs a person comes first. */
const ORDER: readonly EmailStatus[] = ['failed', 'queued', 'sending', 'sent', 'suppressed'];
const TABS: readonly FilterTab[] = [
  { value: '', label: LOG.all, count: null },
  ...ORDER.map((value) => ({ value, label: EMAIL_STATUS_NAMES[value], count: null })),
];

/** Every mail: filters live in the address, rows open, those still on their way are looked at again. */
@Component({
  selector: 'oc-log-page',
  imports: [FilterTabs, ListHead, LogFilters, LogTable, MailPulse, OvCard, OvKeysetPart, OvNotice, Problem, Stale],
  providers: [LogStore],
  templateUrl: './log.page.html',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class LogPage {
  protected readonly words = LOG;
  protected readonly filterWords = STRINGS.filters;
  protected readonly tabs = TABS;
  protected readonly store = inject(LogStore);
  protected readonly list = this.store.list;
  protected readonly shown = this.store.shown;
  protected readonly filter = this.store.filter;
  protected readonly listWords = computed(() => ({ ...LOG, ...(this.store.scope() !== null && LOG.emptyOfTenant) }));
  protected readonly summary = computed(() => (this.store.summary.problem() ? undefined : this.store.summary.value()));

  constructor() {
    offerListKeys(() => this.store.reload());
  }
}
