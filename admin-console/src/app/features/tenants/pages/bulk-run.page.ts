import { ChangeDetectionStrategy, Component, computed, effect, inject, input, signal } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import type { TenantBulkRun } from '@orbisvoice/shared-dto';
import { BULK_OUTCOMES } from '@orbisvoice/shared-dto/values';
import { OvKeysetPart } from '@orbisvoice/shared-ui/data';
import { formatNumber } from '@orbisvoice/shared-ui/format';
import { OvBadge, OvButton, OvCard, OvSelect } from '@orbisvoice/shared-ui/ui';
import { utcExact } from '../../../core/dates';
import { STRINGS } from '../../../core/strings';
import { DetailPage } from '../../../ui/detail-page';
import { Problem } from '../../../ui/problem';
import { Stale } from '../../../ui/stale';
import { UtcTime } from '../../../ui/utc-time';
import { BulkRunStore } from '../bulk-run.store';
import { BULK, BULK_RUN_NAMES, OUTCOME_NAMES, RUN_STATUS_NAMES, RUN_STATUS_TONES } from '../tenant-list.strings';
import { BulkRowTable } from '../ui/bulk-row-table';
import { UndoDialog } from '../ui/undo-dialog';

/** One run over many tenants: its progress, what came of each, and the way back. */
@Component({
  selector: 'oc-bulk-run-page',
  imports: [BulkRowTable, DetailPage, OvBadge, OvButton, OvCard, OvKeysetPart, OvSelect, Problem, RouterLink, Stale, UndoDialog, UtcTime],
  providers: [BulkRunStore],
  templateUrl: './bulk-run.page.html',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class BulkRunPage {
  /** From the address. */
  readonly id = input.required<string>();

  protected readonly words = BULK;
  protected readonly pageWords = { back: BULK.back, all: BULK.title, notFound: BULK.notFound, notFoundText: BULK.notFoundText };
  protected readonly names = RUN_STATUS_NAMES;
  protected readonly tones = RUN_STATUS_TONES;
  protected readonly number = formatNumber;
  protected readonly outcomes = [
    { value: '', label: STRINGS.list.any },
    ...BULK_OUTCOMES.map((value) => ({ value, label: OUTCOME_NAMES[value] })),
  ];
  protected readonly store = inject(BulkRunStore);
  private readonly router = inject(Router);
  protected readonly read = this.store.run;
  protected readonly isUndoing = signal(false);
  protected readonly heading = computed(() => {
    const run = this.read.value();
    return run ? BULK.heading(BULK_RUN_NAMES[run.action], utcExact(run.createdAt)) : BULK.loading;
  });

  constructor() {
    effect(() => this.store.id.set(this.id()));
  }

  protected settled({ counts }: TenantBulkRun): number {
    return counts.total - counts.pending;
  }

  protected async undone(begun: TenantBulkRun | null): Promise<void> {
    this.isUndoing.set(false);
    if (begun) await this.router.navigate(['/tenants/bulk', begun.id]);
  }
}
