import { computed, inject, Injectable } from '@angular/core';
import { urlState } from '@orbisvoice/shared-ui/core';
import { DEFAULT_RANGE, liveRead, rangeOf } from './live-read';
import { sortRows } from './sort-rows';
import { stepLabel } from './step-label';
import { SystemApi } from './system.api';
import { ERRORS } from './trouble.strings';

const DEFAULT_SORT = '-seen';

/** What failed and what was refused. */
@Injectable()
export class ErrorsStore {
  readonly state = urlState({ range: DEFAULT_RANGE, sort: DEFAULT_SORT });
  readonly query = computed(() => ({ range: rangeOf(this.state.value().range) }));
  readonly read = liveRead(inject(SystemApi).errors(this.query), this.query);
  readonly rows = computed(() =>
    sortRows(this.read.value()?.items ?? [], {
      sort: this.state.value().sort,
      fallback: DEFAULT_SORT,
      by: { count: (row) => row.count, seen: (row) => row.lastSeenAt },
    }),
  );
  readonly chart = computed(() => {
    const page = this.read.value();
    const points = page?.points ?? [];
    const line = (name: string, of: (point: (typeof points)[number]) => number) => ({
      name,
      values: points.map((point) => (point.isRecorded ? of(point) : null)),
    });
    return {
      labels: points.map(({ at }) => stepLabel(at, page?.range ?? DEFAULT_RANGE)),
      gaps: points.map(({ isRecorded }) => !isRecorded),
      lines: [
        line(ERRORS.lines.server, ({ serverErrors }) => serverErrors),
        line(ERRORS.lines.client, ({ clientErrors }) => clientErrors),
        line(ERRORS.lines.jobs, ({ failedJobs }) => failedJobs),
      ],
    };
  });
}
