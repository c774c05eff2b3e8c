import { ChangeDetectionStrategy, Component, computed, effect, inject, input, output, untracked, viewChild } from '@angular/core';
import type { ReplayResult } from '@orbisvoice/shared-dto';
import { OvDialog, OvNotice, OvSkeleton } from '@orbisvoice/shared-ui/feedback';
import { OvButton } from '@orbisvoice/shared-ui/ui';
import { ReplayStore } from '../replay.store';
import { REPLAY } from '../replay.strings';
import { ReplayResults } from './replay-results';

const count = (results: readonly ReplayResult[], outcome: ReplayResult['outcome']): number =>
  results.filter((result) => result.outcome === outcome).length;

/** Replays events in two steps: what would change, then the change itself. Closing it before the second leaves everything as it is. */
@Component({
  selector: 'oc-replay-dialog',
  imports: [OvButton, OvDialog, OvNotice, OvSkeleton, ReplayResults],
  providers: [ReplayStore],
  templateUrl: './replay-dialog.html',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ReplayDialog {
  /** The events, at least one. */
  readonly ids = input.required<readonly string[]>();
  /** The dialog is gone; says which events failed in a real replay, or null when there was none. */
  readonly closed = output<readonly string[] | null>();

  protected readonly words = REPLAY;
  protected readonly store = inject(ReplayStore);
  private readonly dialog = viewChild.required(OvDialog);
  protected readonly heading = computed(() => REPLAY.heading(this.ids().length));
  protected readonly problemText = computed(() => REPLAY.problem[this.store.step() === 'checking' ? 'checking' : 'applying']);
  protected readonly failures = computed(() => count(this.store.results(), 'failed'));
  /** The dry run found agreement everywhere. */
  protected readonly isNothing = computed(() => count(this.store.results(), 'unchanged') === this.store.results().length);

  constructor() {
    effect(() => {
      const ids = this.ids();
      untracked(() => void this.store.check(ids));
    });
  }

  protected close(): void {
    this.dialog().close();
  }

  protected leave(): void {
    const hasApplied = this.store.step() === 'done' || this.store.step() === 'applying';
    this.closed.emit(hasApplied ? this.store.failedIds() : null);
  }
}
