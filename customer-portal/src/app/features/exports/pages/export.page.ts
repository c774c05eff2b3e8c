import { ChangeDetectionStrategy, Component, computed, effect, inject, input, signal, untracked } from '@angular/core';
import { Router } from '@angular/router';
import type { Export } from '@orbisvoice/shared-dto';
import { EXPORT_DATASETS } from '@orbisvoice/shared-dto/values';
import { ApiProblem, SessionStore, apiResource } from '@orbisvoice/shared-ui/core';
import { OvAsync, OvNotice, OvReady } from '@orbisvoice/shared-ui/feedback';
import { OvDatePipe, OvNumberPipe, formatBytes } from '@orbisvoice/shared-ui/format';
import { OvPageHeader } from '@orbisvoice/shared-ui/layout';
import { OvBadge, OvButton, OvCard } from '@orbisvoice/shared-ui/ui';
import { ExportActions } from '../export-actions';
import { failureSentence, filtersInWords } from '../export-words';
import { ExportsApi } from '../exports.api';
import { FORMAT_LABELS, S, STATUS_LABELS } from '../exports.strings';
import { EXPORT_POLL_MS, LiveExports, isUnfinished } from '../live-exports';
import { ExportButtons } from '../ui/export-buttons';
import { ExportProgress } from '../ui/export-progress';

/** One export: what it holds, how far it is, and the way to its file. Mails lead here. */
@Component({
  selector: 'ov-export-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [ExportButtons, ExportProgress, OvAsync, OvBadge, OvButton, OvCard, OvDatePipe, OvNotice, OvNumberPipe, OvPageHeader, OvReady],
  providers: [LiveExports, ExportActions],
  templateUrl: './export.page.html',
})
export default class ExportPage {
  readonly id = input.required<string>();
  protected readonly s = S;
  protected readonly formats = FORMAT_LABELS;
  protected readonly statuses = STATUS_LABELS;
  protected readonly bytes = formatBytes;
  protected readonly isUnfinished = isUnfinished;
  protected readonly failure = failureSentence;
  protected readonly actions = inject(ExportActions);
  private readonly api = inject(ExportsApi);
  private readonly live = inject(LiveExports);
  private readonly session = inject(SessionStore);
  private readonly router = inject(Router);
  private readonly pollMs = inject(EXPORT_POLL_MS);

  protected readonly read = apiResource<Export>(() => this.api.one(this.id()));
  /** As it is by now: as it was read, told, or answered last. */
  protected readonly one = computed(() => {
    const value = this.read.value();
    return value && this.live.latest(value);
  });
  /** Why it could not be read again. */
  protected readonly stale = signal<ApiProblem | null>(null);
  private readonly looks = signal(0);
  protected readonly heading = computed(() => {
    const one = this.one();
    return one ? EXPORT_DATASETS[one.dataset].label : S.heading;
  });
  protected readonly filters = computed(() => {
    const one = this.one();
    return one ? filtersInWords(one, { timeZone: this.session.timeZone() }) : [];
  });

  constructor() {
    effect(() => {
      const value = this.read.value();
      // asked for before anything could be told
      if (value) untracked(() => this.live.putRead(value, 0));
    });
    effect(() => {
      if (this.live.gaps() > 0) untracked(() => void this.lookAgain());
    });
    effect((onCleanup) => {
      this.looks();
      const one = this.one();
      if (this.live.isLive() || !one || !isUnfinished(one)) return;
      const timer = setTimeout(() => void this.lookAgain(), this.pollMs);
      onCleanup(() => clearTimeout(timer));
    });
    effect(() => {
      if (this.live.isGone(this.id())) this.leave();
    });
  }

  /** Reads it again without taking it off the screen. */
  protected async lookAgain(): Promise<void> {
    if (!this.read.value()) return;
    const mark = this.live.mark();
    try {
      this.live.putRead(await this.api.read(this.id()), mark);
      this.stale.set(null);
    } catch (error) {
      const problem = ApiProblem.from(error);
      if (problem.isMissing) this.live.drop(this.id());
      else this.stale.set(problem);
    } finally {
      this.looks.update((count) => count + 1);
    }
  }

  protected leave(): void {
    void this.router.navigate(['/exports']);
  }
}
