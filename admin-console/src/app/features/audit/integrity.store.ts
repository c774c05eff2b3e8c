import { computed, inject, Injectable, linkedSignal, signal } from '@angular/core';
import { ApiProblem, fileExport } from '@orbisvoice/shared-ui/core';
import { keepLast } from '../../core/keep-last';
import { pollWhile } from '../../core/poll-while';
import { AuditApi } from './audit.api';

/** Checks of the log: the one under way, which is looked at until it ends, and those before it. */
@Injectable()
export class IntegrityStore {
  private readonly api = inject(AuditApi);
  readonly read = keepLast(this.api.verifications(), signal('verifications'));
  readonly running = computed(() => this.read.value()?.items.find(({ status }) => status === 'running') ?? null);
  private readonly ended = computed(() => this.read.value()?.items.filter(({ status }) => status !== 'running') ?? []);
  readonly latest = computed(() => this.ended()[0] ?? null);
  /** The last one that came to an end, where a later one failed: what it found is what is known. */
  readonly lastKnown = computed(() =>
    this.latest()?.status === 'failed' ? (this.ended().find(({ status }) => status !== 'failed') ?? null) : null,
  );
  readonly earlier = computed(() =>
    this.ended()
      .slice(1)
      .filter((run) => run !== this.lastKnown()),
  );
  readonly isStarting = signal(false);
  /** Why no check began; of no interest any more once one is under way or has ended. */
  readonly startProblem = linkedSignal<string | null, ApiProblem | null>({
    source: () => this.running()?.id ?? null,
    computation: () => null,
  });
  readonly files = fileExport<'heads'>();

  constructor() {
    pollWhile(
      this.read,
      computed(() => this.running() !== null),
    );
  }

  async start(): Promise<void> {
    this.isStarting.set(true);
    this.startProblem.set(null);
    try {
      const run = await this.api.startVerification();
      const page = this.read.value();
      if (page) this.read.set({ ...page, items: [run, ...page.items] });
    } catch (error) {
      this.startProblem.set(ApiProblem.from(error));
    } finally {
      this.isStarting.set(false);
    }
    this.read.reload();
  }

  saveHeads(): Promise<void> {
    return this.files.save('heads', 'orbisvoice-audit-heads.jsonl', () => this.api.heads());
  }
}
