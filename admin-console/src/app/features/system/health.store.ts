import { computed, inject, Injectable } from '@angular/core';
import { urlState } from '@orbisvoice/shared-ui/core';
import { DEFAULT_RANGE, liveRead, rangeOf } from './live-read';
import { SystemApi } from './system.api';

/** The processes and the database, looked at again and again. */
@Injectable()
export class HealthStore {
  readonly state = urlState({ range: DEFAULT_RANGE });
  readonly query = computed(() => ({ range: rangeOf(this.state.value().range) }));
  readonly read = liveRead(inject(SystemApi).health(this.query), this.query);
  readonly silent = computed(() => this.read.value()?.processes.filter(({ state }) => state === 'silent').length ?? 0);
}
