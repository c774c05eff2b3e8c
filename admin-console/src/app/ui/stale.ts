import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import { UI } from '@orbisvoice/shared-ui/core';
import { OvNotice } from '@orbisvoice/shared-ui/feedback';
import { OvButton } from '@orbisvoice/shared-ui/ui';
import { utcExact } from '../core/dates';
import type { Staleness } from '../core/keep-last';
import { STRINGS } from '../core/strings';

/** Says that what is shown could not be read again: since when it is old, why, and another try. */
@Component({
  selector: 'oc-stale',
  imports: [OvButton, OvNotice],
  template: `
    <ov-notice tone="warning">
      <p>{{ text() }}</p>
      @if (of().problem.traceId; as id) {
        <p class="ov-small">
          {{ reference }} <code>{{ id }}</code>
        </p>
      }
      <button ov-button type="button" size="s" (click)="retry.emit()">{{ words.tryAgain }}</button>
    </ov-notice>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Stale {
  readonly of = input.required<Staleness>();
  readonly retry = output<void>();

  protected readonly words = STRINGS.stale;
  protected readonly reference = UI.traceId;
  protected readonly text = computed(() => STRINGS.stale.text(this.of().problem.sentence, utcExact(this.of().readAt)));
}
