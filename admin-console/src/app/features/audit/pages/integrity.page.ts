import { ChangeDetectionStrategy, Component, computed, DestroyRef, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { OvEmpty, OvNotice, OvSkeleton } from '@orbisvoice/shared-ui/feedback';
import { formatNumber } from '@orbisvoice/shared-ui/format';
import { OvPageHeader } from '@orbisvoice/shared-ui/layout';
import { OvBadge, OvButton, OvCard } from '@orbisvoice/shared-ui/ui';
import { utcExact } from '../../../core/dates';
import { PageKeys } from '../../../core/page-keys';
import { Problem } from '../../../ui/problem';
import { Refresh } from '../../../ui/refresh';
import { Stale } from '../../../ui/stale';
import { FINDING_NAMES, INTEGRITY, VERIFICATION_NAMES, VERIFICATION_TONES } from '../audit.strings';
import { IntegrityStore } from '../integrity.store';

/** Whether the log is untouched: the last check, the one under way, and what somebody outside needs to check it. */
@Component({
  selector: 'oc-integrity-page',
  imports: [OvBadge, OvButton, OvCard, OvEmpty, OvNotice, OvPageHeader, OvSkeleton, Problem, Refresh, RouterLink, Stale],
  providers: [IntegrityStore],
  templateUrl: './integrity.page.html',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class IntegrityPage {
  protected readonly words = INTEGRITY;
  protected readonly names = VERIFICATION_NAMES;
  protected readonly tones = VERIFICATION_TONES;
  protected readonly findings = FINDING_NAMES;
  protected readonly store = inject(IntegrityStore);
  protected readonly read = this.store.read;
  protected readonly when = utcExact;
  protected readonly number = formatNumber;
  /** The last check, and below one that failed what is known from before it. */
  protected readonly checks = computed(() => {
    const [latest, known] = [this.store.latest(), this.store.lastKnown()];
    return [
      ...(latest ? [{ heading: INTEGRITY.latest, run: latest }] : []),
      ...(known ? [{ heading: INTEGRITY.lastKnown, run: known }] : []),
    ];
  });
  protected readonly counts = computed(() => {
    const run = this.store.running();
    return run ? INTEGRITY.counted(run.entries, run.tenants) : '';
  });

  constructor() {
    inject(PageKeys).offer({ refresh: () => this.read.reload() }, inject(DestroyRef));
  }
}
