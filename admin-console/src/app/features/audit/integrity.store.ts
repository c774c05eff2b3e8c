import { computed, inject, Injectable, signal } from '@angular/core';
import { ApiProblem } from '@orbisvoice/shared-ui/core';
import { keepLast } from '../../core/keep-last';
import { pollWhile } from '../../core/poll-while';
import { saveFile } from '../../core/save-file';
import { AuditApi } from './audit.api';

/** Checks of the log: the one under way, which is looked at until it ends, and those before it. */
@Injectable()
export class IntegrityStore {
  private readonly api = inject(AuditApi);
  readonly read = keepLast(this.api.verifications(), signal('verifications'));
  readonly running = computed(() => this.read.value()?.items.find(({ status }) => status === 'running') ?? null);
  readonly latest = computed(() => this.read.value()?.items.find(({ status }) => status !== 'running') ?? null);
  readonly isBusy = signal(false);
  readonly problem = signal<ApiProblem | null>(null);

  constructor() {
    pollWhile(
      this.read,
      computed(() => this.running() !== null),
    );
  }

  async start(): Promise<void> {
    await this.attempt(() => this.api.startVerification());
    this.read.reload();
  }

  saveHeads(): Promise<void> {
    return this.attempt(async () => saveFile(await this.api.heads(), 'orbisvoice-audit-heads.jsonl'));
  }

  private async attempt(work: () => Promise<unknown>): Promise<void> {
    this.isBusy.set(true);
    this.problem.set(null);
    try {
      await work();
    } catch (error) {
      this.problem.set(ApiProblem.from(error));
    } finally {
      this.isBusy.set(false);
    }
  }
}
