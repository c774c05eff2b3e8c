import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import type { AddEmailSuppression, AdminEmailSuppression } from '@orbisvoice/shared-dto';
import { ApiProblem } from '@orbisvoice/shared-ui/core';
import { OvLeaveFocus, OvPager } from '@orbisvoice/shared-ui/data';
import { OvEmpty, OvSkeleton, ToastService } from '@orbisvoice/shared-ui/feedback';
import { OvPageHeader } from '@orbisvoice/shared-ui/layout';
import { OvButton, OvCard, OvIcon, OvSearch } from '@orbisvoice/shared-ui/ui';
import { offerListKeys } from '../../../core/page-keys';
import { STRINGS } from '../../../core/strings';
import { FilterBar } from '../../../ui/filter-bar';
import { Problem } from '../../../ui/problem';
import { Refresh } from '../../../ui/refresh';
import { Stale } from '../../../ui/stale';
import { SuppressionsStore } from '../suppressions.store';
import { LIFT, SUPPRESSIONS } from '../suppressions.strings';
import { ReasonDialog, type ReasonQuestion } from '../../../ui/reason-dialog';
import { SuppressDialog } from '../ui/suppress-dialog';
import { SuppressionTable } from '../ui/suppression-table';

/** Who is not written to: looked for, added, lifted, put back. */
@Component({
  selector: 'oc-suppressions-page',
  imports: [
    FilterBar,
    OvButton,
    OvCard,
    OvEmpty,
    OvIcon,
    OvLeaveFocus,
    OvPageHeader,
    OvPager,
    OvSearch,
    OvSkeleton,
    Problem,
    ReasonDialog,
    Refresh,
    Stale,
    SuppressDialog,
    SuppressionTable,
  ],
  providers: [SuppressionsStore],
  templateUrl: './suppressions.page.html',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SuppressionsPage {
  protected readonly words = SUPPRESSIONS;
  protected readonly shared = STRINGS.list;
  protected readonly store = inject(SuppressionsStore);
  private readonly toasts = inject(ToastService);
  protected readonly list = this.store.list;
  protected readonly filter = this.store.filter;
  protected readonly isAdding = signal(false);
  /** What is about to be lifted. */
  protected readonly lifting = signal<AdminEmailSuppression | null>(null);
  protected readonly question = computed<ReasonQuestion>(() => {
    const address = this.lifting()?.address;
    return address ? { ...LIFT, heading: SUPPRESSIONS.removeOf(address) } : LIFT;
  });

  constructor() {
    offerListKeys(() => this.list.reload());
  }

  protected readonly add = async (body: AddEmailSuppression): Promise<void> => {
    const { address } = await this.store.add(body);
    this.toasts.show({ text: SUPPRESSIONS.added(address ?? SUPPRESSIONS.removedSomebody) });
  };

  protected readonly lift = async (reason: string): Promise<void> => {
    const suppression = this.lifting();
    if (!suppression) return;
    await this.store.lift(suppression.id, reason);
    this.toasts.show({ text: SUPPRESSIONS.removed, undo: () => void this.putBack(suppression.id) });
  };

  private async putBack(id: string): Promise<void> {
    try {
      await this.store.restore(id);
      this.toasts.show({ text: SUPPRESSIONS.putBack });
    } catch (error) {
      this.toasts.show({ text: ApiProblem.from(error).sentence, tone: 'danger' });
    }
  }
}
