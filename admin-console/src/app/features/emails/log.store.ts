import { computed, inject, Injectable } from '@angular/core';
import { urlState } from '@orbisvoice/shared-ui/core';
import { asUuid, isReversed } from '../../core/filter-values';
import { keepLast } from '../../core/keep-last';
import { pollWhile } from '../../core/poll-while';
import { inScope, tenantScope } from '../../core/tenant-scope';
import { EmailsApi } from './emails.api';
import { LOG_FILTER_DEFAULTS, PAGE_SIZE, toLogQuery } from './log-filter';
import { isOnItsWay } from './on-its-way';

/** A mail that was put off waits for minutes. */
const SLOWNESS = 5;

/** The mails of the filters that the address holds, looked at again while any of them is still on its way. */
@Injectable()
export class LogStore {
  private readonly api = inject(EmailsApi);
  readonly filter = urlState(LOG_FILTER_DEFAULTS);
  readonly scope = tenantScope();
  readonly tenantId = computed(() => asUuid(this.filter.value().tenantId));
  readonly isReversed = computed(() => isReversed(this.filter.value()));
  private readonly query = computed(() => toLogQuery(inScope(this.filter.value(), this.scope())));
  readonly list = this.api.mails(this.query);
  readonly shown = keepLast(this.list, this.query);
  readonly summary = this.api.summary(this.scope);
  private readonly templates = this.api.templates();
  /** Names to choose from; without them the filter is still there. */
  readonly templateNames = computed(() => this.templates.value()?.items.map(({ name }) => name) ?? []);

  constructor() {
    pollWhile(
      this.shown,
      computed(() => {
        const items = this.shown.value()?.items ?? [];
        // whoever has loaded more is reading: their rows stay where they are
        return items.length <= PAGE_SIZE && !this.list.isLoadingMore() && items.some(({ status }) => isOnItsWay(status));
      }),
      SLOWNESS,
    );
  }

  reload(): void {
    this.list.reload();
    this.summary.reload();
  }
}
