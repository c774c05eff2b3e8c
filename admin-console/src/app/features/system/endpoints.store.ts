import { computed, inject, Injectable } from '@angular/core';
import { urlState } from '@orbisvoice/shared-ui/core';
import { DEFAULT_RANGE, liveRead, rangeOf } from './live-read';
import { sortRows } from './sort-rows';
import { stepLabel } from './step-label';
import { SystemApi } from './system.api';

const DEFAULT_SORT = '-count';

/** The routes, sorted as the address says, and the one whose charts are shown. */
@Injectable()
export class EndpointsStore {
  readonly state = urlState({ range: DEFAULT_RANGE, route: '', sort: DEFAULT_SORT });
  readonly query = computed(() => {
    const { range, route } = this.state.value();
    return { range: rangeOf(range), ...(route && { route }) };
  });
  readonly read = liveRead(inject(SystemApi).endpoints(this.query), this.query);
  readonly rows = computed(() =>
    sortRows(this.read.value()?.items ?? [], {
      sort: this.state.value().sort,
      fallback: DEFAULT_SORT,
      by: {
        route: (row) => row.route,
        count: (row) => row.count,
        p50: (row) => row.p50Ms,
        p95: (row) => row.p95Ms,
        p99: (row) => row.p99Ms,
        refused: (row) => row.clientErrors,
        failed: (row) => row.serverErrors,
      },
    }),
  );
  readonly charts = computed(() => {
    const page = this.read.value();
    const points = page?.points ?? [];
    return {
      labels: points.map(({ at }) => stepLabel(at, page?.range ?? DEFAULT_RANGE)),
      gaps: points.map(({ isRecorded }) => !isRecorded),
      points,
    };
  });
}
