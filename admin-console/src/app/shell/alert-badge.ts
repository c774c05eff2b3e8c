import { ChangeDetectionStrategy, Component, computed, signal } from '@angular/core';
import type { SecurityAlertCounts } from '@orbisvoice/shared-dto';
import { apiResource } from '@orbisvoice/shared-ui/core';
import { keepLast } from '../core/keep-last';
import { pollWhile } from '../core/poll-while';
import { STRINGS } from '../core/strings';

/** Once a minute: a worker looks twice in that time. */
const SLOWNESS = 30;

/** How many alerts of high and critical severity nobody took up. Silent while there are none, and while nobody knows. */
@Component({
  selector: 'oc-alert-badge',
  template: `
    @if (urgent(); as count) {
      <b class="oc-alert-count" [attr.title]="words(count)"
        ><span aria-hidden="true">{{ count }}</span
        ><span class="ov-visually-hidden">{{ words(count) }}</span></b
      >
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class AlertBadge {
  private readonly counts = keepLast(
    apiResource<SecurityAlertCounts>(() => ({ path: 'admin/alerts/summary' })),
    signal(''),
  );
  protected readonly urgent = computed(() => this.counts.value()?.urgent ?? 0);
  protected readonly words = STRINGS.nav.urgentAlerts;

  constructor() {
    pollWhile(this.counts, signal(true), SLOWNESS);
  }
}
