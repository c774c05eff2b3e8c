import { inject, Injectable, signal } from '@angular/core';
import type { IntegrationProbe, SystemIntegration } from '@orbisvoice/shared-dto';
import { keepLast } from '../../core/keep-last';
import { pollWhile } from '../../core/poll-while';
import type { IntegrationVerdict } from './integrations.strings';
import { QueuesApi } from './queues.api';

/** Processes write what they note every 5 seconds. */
const SLOWNESS = 3;

/** The integrations, looked at again and again, and the probes that were asked for here. */
@Injectable()
export class IntegrationsStore {
  private readonly api = inject(QueuesApi);
  readonly read = keepLast(this.api.integrations(), signal('integrations'));
  /** Names of those that are being asked from here. */
  readonly probing = signal<ReadonlySet<string>>(new Set());

  constructor() {
    pollWhile(this.read, signal(true), SLOWNESS);
  }

  async probe(name: string): Promise<IntegrationProbe> {
    this.probing.update((now) => new Set([...now, name]));
    try {
      return await this.api.probe(name);
    } finally {
      this.probing.update((now) => new Set([...now].filter((one) => one !== name)));
      this.read.reload();
    }
  }
}

/** An open circuit keeps everything from it, whatever it answered before; else the latest word counts. */
export function verdictOf({ circuits, lastSuccessAt, lastErrorAt }: SystemIntegration): IntegrationVerdict {
  if (circuits.some(({ state }) => state !== 'closed')) return 'held';
  if (lastSuccessAt === null && lastErrorAt === null) return 'unused';
  return (lastErrorAt ?? '') > (lastSuccessAt ?? '') ? 'down' : 'up';
}
