import { computed, inject, Injectable, signal } from '@angular/core';
import { keepLast } from '../../core/keep-last';
import { OverviewApi } from './overview.api';
import { overviewChecks } from './overview-checks';
import { waterfall } from './mrr-waterfall';

/** The overview and what follows from it. */
@Injectable()
export class OverviewStore {
  private readonly api = inject(OverviewApi);
  readonly overview = keepLast(this.api.overview(), signal('overview'));
  /** A read of its own: where the queues cannot be reached, the figures can. */
  readonly queues = keepLast(this.api.queues(), signal('queues'));
  readonly months = computed(() => waterfall(this.overview.value()?.mrrByMonth ?? []));
  readonly checks = computed(() => {
    const data = this.overview.value();
    return data && overviewChecks(data);
  });

  reload(): void {
    this.overview.reload();
    this.queues.reload();
  }
}
