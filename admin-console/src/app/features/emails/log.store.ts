import { computed, inject, Injectable } from '@angular/core';
import { urlState } from '@orbisvoice/shared-ui/core';
import { asUuid, isReversed } from '../../core/filter-values';
import { keepLast } from '../../core/keep-last';
import { pollWhile } from '../../core/poll-while';
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
  readonly tenantId = computed(() => asUuid(this.filter.value().tenantId));
  readonly isReversed = computed(() => isReversed(this.filter.value()));
  readonly list = this.api.mails(computed(() => toLogQuery(this.filter.value())));
  readonly shown = keepLast(
    this.list,
    computed(() => JSON.stringify(toLogQuery(this.filter.value()))),
  );
  readonly summary = this.api.summary();
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
