import { computed, inject, Injectable, signal } from '@angular/core';
import { liveRead } from './live-read';
import { SystemApi } from './system.api';

/** Open connections of every process. */
@Injectable()
export class SocketsStore {
  readonly read = liveRead(inject(SystemApi).sockets(), signal('sockets'));
  /** Open ones that are not in the list: a process names the oldest only. */
  readonly notListed = computed(() => {
    const page = this.read.value();
    return page ? Math.max(0, page.total - page.items.length) : 0;
  });
}
