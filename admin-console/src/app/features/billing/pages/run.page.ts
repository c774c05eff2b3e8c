import { ChangeDetectionStrategy, Component, computed, effect, inject, input } from '@angular/core';
import { OvBadge, OvCard } from '@orbisvoice/shared-ui/ui';
import { utcExact } from '../../../core/dates';
import { DetailPage } from '../../../ui/detail-page';
import { RUN, RUN_STATUS_NAMES, RUN_STATUS_TONES } from '../reconciliation.strings';
import { RunStore } from '../run.store';
import { RunProgress } from '../ui/run-progress';
import { RunReport } from '../ui/run-report';

/** One comparison with Stripe, under way or done. */
@Component({
  selector: 'oc-run-page',
  imports: [DetailPage, OvBadge, OvCard, RunProgress, RunReport],
  providers: [RunStore],
  template: `
    @let run = read.value();
    <oc-detail-page
      list="/billing/reconciliation"
      icon="audit"
      [read]="read"
      [words]="words"
      [heading]="heading()"
      (refreshed)="read.reload()"
    >
      @if (run) {
        <ov-badge ovHeaderBadge [tone]="tones[run.status]">{{ names[run.status] }}</ov-badge>
      }
      @if (run) {
        @if (run.status === 'running') {
          <ov-card><oc-run-progress [run]="run" /></ov-card>
        }
        <ov-card isFlush><oc-run-report [report]="run" /></ov-card>
      }
    </oc-detail-page>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class RunPage {
  /** From the address. */
  readonly id = input.required<string>();

  protected readonly words = RUN;
  protected readonly names = RUN_STATUS_NAMES;
  protected readonly tones = RUN_STATUS_TONES;
  protected readonly store = inject(RunStore);
  protected readonly read = this.store.report;
  protected readonly heading = computed(() => {
    const started = this.read.value()?.startedAt;
    return started ? RUN.title(utcExact(started)) : RUN.loading;
  });

  constructor() {
    effect(() => this.store.id.set(this.id()));
  }
}
