import { ChangeDetectionStrategy, Component, DestroyRef, inject, linkedSignal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { OvLeaveFocus, OvPager } from '@orbisvoice/shared-ui/data';
import { ConfirmService, OvEmpty, OvNotice, OvSkeleton } from '@orbisvoice/shared-ui/feedback';
import { OvPageHeader } from '@orbisvoice/shared-ui/layout';
import { OvBadge, OvButton, OvCard } from '@orbisvoice/shared-ui/ui';
import { PageKeys } from '../../../core/page-keys';
import { Problem } from '../../../ui/problem';
import { Refresh } from '../../../ui/refresh';
import { Stale } from '../../../ui/stale';
import { ReconciliationStore } from '../reconciliation.store';
import { RECONCILIATION, RUN_STATUS_NAMES, RUN_STATUS_TONES } from '../reconciliation.strings';
import { RunProgress } from '../ui/run-progress';
import { RunReport } from '../ui/run-report';
import { RunTable } from '../ui/run-table';

/** How our rows compare with Stripe: now, and every time before. */
@Component({
  selector: 'oc-reconciliation-page',
  imports: [
    OvBadge,
    OvButton,
    OvCard,
    OvEmpty,
    OvLeaveFocus,
    OvNotice,
    OvPageHeader,
    OvPager,
    OvSkeleton,
    Problem,
    Refresh,
    RouterLink,
    RunProgress,
    RunReport,
    RunTable,
    Stale,
  ],
  providers: [ReconciliationStore],
  templateUrl: './reconciliation.page.html',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ReconciliationPage {
  protected readonly words = RECONCILIATION;
  protected readonly names = RUN_STATUS_NAMES;
  protected readonly tones = RUN_STATUS_TONES;
  protected readonly store = inject(ReconciliationStore);
  protected readonly list = this.store.list;
  private readonly confirm = inject(ConfirmService);
  /** Said to who does not see the progress go away. */
  protected readonly ended = linkedSignal<boolean, string>({
    source: () => this.store.running() !== null,
    computation: (isRunning, last) => {
      const status = this.store.report()?.status;
      return last?.source && !isRunning && status ? RECONCILIATION.ended(RUN_STATUS_NAMES[status]) : '';
    },
  });

  constructor() {
    inject(PageKeys).offer({ refresh: () => this.list.reload() }, inject(DestroyRef));
  }

  protected async start(): Promise<void> {
    if (await this.confirm.ask(RECONCILIATION.confirm)) await this.store.start();
  }
}
