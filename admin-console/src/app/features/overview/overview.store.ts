import { computed, inject, Injectable, signal } from '@angular/core';
import { keepLast } from '../../core/keep-last';
import { OverviewApi } from './overview.api';
import { overviewChecks } from './overview-checks';
import { waterfall } from './mrr-waterfall';

/** The overview and what follows from it. */
@Injectable()
export class OverviewStore {
  readonly overview = keepLast(inject(OverviewApi).overview(), signal('overview'));
  readonly months = computed(() => waterfall(this.overview.value()?.mrrByMonth ?? []));
  readonly checks = computed(() => {
    const data = this.overview.value();
    return data && overviewChecks(data);
  });
}
