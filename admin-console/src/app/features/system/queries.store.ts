import { computed, inject, Injectable } from '@angular/core';
import { STATEMENT_SOURCES, type StatementSource } from '@orbisvoice/shared-dto/values';
import { oneOf, urlState } from '@orbisvoice/shared-ui/core';
import { DEFAULT_RANGE, liveRead, rangeOf } from './live-read';
import { sortRows } from './sort-rows';
import { SystemApi } from './system.api';

const DEFAULT_SORT = '-total';
const DEFAULT_SOURCE: StatementSource = 'own';

/** The statements of one source, sorted as the address says. */
@Injectable()
export class QueriesStore {
  readonly state = urlState({ range: DEFAULT_RANGE, source: '', sort: DEFAULT_SORT });
  readonly query = computed(() => {
    const { range, source } = this.state.value();
    return { range: rangeOf(range), source: oneOf(source, STATEMENT_SOURCES) ?? DEFAULT_SOURCE };
  });
  readonly read = liveRead(inject(SystemApi).statements(this.query), this.query);
  readonly rows = computed(() =>
    sortRows(this.read.value()?.items ?? [], {
      sort: this.state.value().sort,
      fallback: DEFAULT_SORT,
      by: {
        total: (row) => row.totalMs,
        count: (row) => row.count,
        mean: (row) => row.meanMs,
        p95: (row) => row.p95Ms,
        max: (row) => row.maxMs,
        rows: (row) => row.rows,
        errors: (row) => row.errors,
      },
    }),
  );
}
