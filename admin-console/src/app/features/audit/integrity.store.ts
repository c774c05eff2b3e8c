import { computed, inject, Injectable, linkedSignal, signal, type WritableSignal } from '@angular/core';
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
  readonly isSaving = signal(false);
  /** Why no check began; of no interest any more once one is under way or has ended. */
  readonly startProblem = linkedSignal<string | null, ApiProblem | null>({
    source: () => this.running()?.id ?? null,
    computation: () => null,
  });
  readonly saveProblem = signal<ApiProblem | null>(null);

  constructor() {
    pollWhile(
      this.read,
      computed(() => this.running() !== null),
    );
  }

  async start(): Promise<void> {
    await attempt(this.isStarting, this.startProblem, async () => {
      const run = await this.api.startVerification();
      const page = this.read.value();
      if (page) this.read.set({ ...page, items: [run, ...page.items] });
    });
    this.read.reload();
  }

  saveHeads(): Promise<void> {
    return attempt(this.isSaving, this.saveProblem, async () => saveFile(await this.api.heads(), 'orbisvoice-audit-heads.jsonl'));
  }
}

async function attempt(
  isBusy: WritableSignal<boolean>,
  problem: WritableSignal<ApiProblem | null>,
  work: () => Promise<void>,
): Promise<void> {
  isBusy.set(true);
  problem.set(null);
  try {
    await work();
  } catch (error) {
    problem.set(ApiProblem.from(error));
  } finally {
    isBusy.set(false);
  }
}
