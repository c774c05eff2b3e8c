import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { ReconciliationRun } from '@orbisvoice/shared-dto';
import { formatNumber } from '@orbisvoice/shared-ui/format';
import { utcExact } from '../../../core/dates';
import { RECONCILIATION } from '../reconciliation.strings';

/** A run under way, with counts that move: only its beginning is announced. */
@Component({
  selector: 'oc-run-progress',
  template: `
    <div class="oc-progress-bar" aria-hidden="true"><span></span></div>
    <p>
      <b role="status">{{ title() }}</b>
      <span class="ov-small">{{ counts() }}</span>
    </p>
  `,
  host: { class: 'oc-progress' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class RunProgress {
  readonly run = input.required<ReconciliationRun>();

  protected readonly title = computed(() => RECONCILIATION.running(utcExact(this.run().startedAt)));
  protected readonly counts = computed(() => {
    const { checked, discrepancies, repaired } = this.run();
    return RECONCILIATION.progress(RECONCILIATION.checked(checked), formatNumber(discrepancies), formatNumber(repaired));
  });
}
