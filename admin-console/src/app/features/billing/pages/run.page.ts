import { ChangeDetectionStrategy, Component, computed, DestroyRef, effect, inject, input } from '@angular/core';
import { Title } from '@angular/platform-browser';
import { RouterLink } from '@angular/router';
import { APP_NAME } from '@orbisvoice/shared-ui/core';
import { OvEmpty, OvSkeleton } from '@orbisvoice/shared-ui/feedback';
import { OvPageHeader } from '@orbisvoice/shared-ui/layout';
import { OvBadge, OvButton, OvCard, OvIcon } from '@orbisvoice/shared-ui/ui';
import { utcExact } from '../../../core/dates';
import { PageKeys } from '../../../core/page-keys';
import { STRINGS } from '../../../core/strings';
import { Problem } from '../../../ui/problem';
import { Stale } from '../../../ui/stale';
import { RUN, RUN_STATUS_NAMES, RUN_STATUS_TONES } from '../reconciliation.strings';
import { RunStore } from '../run.store';
import { RunProgress } from '../ui/run-progress';
import { RunReport } from '../ui/run-report';

/** One comparison with Stripe, under way or done. */
@Component({
  selector: 'oc-run-page',
  imports: [OvBadge, OvButton, OvCard, OvEmpty, OvIcon, OvPageHeader, OvSkeleton, Problem, RouterLink, RunProgress, RunReport, Stale],
  providers: [RunStore],
  template: `
    @let problem = read.problem();
    @let run = read.value();
    <ov-page-header backLink="/billing/reconciliation" [backLabel]="words.back" [heading]="heading()">
      @if (run) {
        <ov-badge ovHeaderBadge [tone]="tones[run.status]">{{ names[run.status] }}</ov-badge>
      }
      <button ovHeaderActions ov-button type="button" size="s" [isLoading]="read.isLoading()" (click)="read.reload()">
        <ov-icon name="retry" /><span>{{ refresh }}</span>
      </button>
    </ov-page-header>
    @if (problem) {
      <ov-card isFlush>
        @if (problem.isMissing) {
          <ov-empty icon="audit" [heading]="words.notFound" [text]="words.notFoundText">
            <a ov-button routerLink="/billing/reconciliation">{{ words.all }}</a>
          </ov-empty>
        } @else {
          <oc-problem [problem]="problem" (retry)="read.reload()" />
        }
      </ov-card>
    } @else if (run) {
      <div class="oc-stack">
        @if (read.stale(); as stale) {
          <oc-stale [of]="stale" (retry)="read.reload()" />
        }
        @if (run.status === 'running') {
          <ov-card><oc-run-progress [run]="run" /></ov-card>
        }
        <ov-card isFlush><oc-run-report [report]="run" /></ov-card>
      </div>
    } @else {
      <ov-skeleton kind="block" [lines]="2" />
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class RunPage {
  /** From the address. */
  readonly id = input.required<string>();

  protected readonly words = RUN;
  protected readonly refresh = STRINGS.list.refresh;
  protected readonly names = RUN_STATUS_NAMES;
  protected readonly tones = RUN_STATUS_TONES;
  protected readonly store = inject(RunStore);
  protected readonly read = this.store.report;
  protected readonly heading = computed(() => {
    const started = this.read.value()?.startedAt;
    return started ? RUN.title(utcExact(started)) : RUN.loading;
  });

  constructor() {
    const title = inject(Title);
    const app = inject(APP_NAME);
    effect(() => this.store.id.set(this.id()));
    effect(() => {
      if (this.read.value()) title.setTitle(`${this.heading()} · ${RUN.back} · ${app}`);
    });
    inject(PageKeys).offer({ refresh: () => this.read.reload() }, inject(DestroyRef));
  }
}
