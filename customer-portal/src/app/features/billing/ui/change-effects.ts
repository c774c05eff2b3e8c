import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import type { ChangePreview, Tier } from '@orbisvoice/shared-dto';
import { OvNotice } from '@orbisvoice/shared-ui/feedback';
import { OvNumberPipe, formatNumber } from '@orbisvoice/shared-ui/format';
import { OvIcon } from '@orbisvoice/shared-ui/ui';
import { C } from '../change.strings';

/** What a change does to the work: limits from and to, use against the new limit, what the new plan holds. */
@Component({
  selector: 'ov-change-effects',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [OvIcon, OvNotice, OvNumberPipe],
  template: `
    @let limits = preview().limits;
    <h3>{{ s.changes }}</h3>
    <dl class="ov-facts">
      <dt>{{ s.limit }}</dt>
      <dd>
        {{ limits.from | ovNumber }}
        @if (limits.to !== limits.from) {
          → <b>{{ limits.to | ovNumber }}</b>
        }
      </dd>
      <dt>{{ s.used }}</dt>
      <dd>{{ limits.used | ovNumber }}</dd>
    </dl>
    @if (plan(); as to) {
      @if (to.features.length > 0) {
        <div class="effects">
          <span class="ov-muted ov-small">{{ s.holds(to.name) }}</span>
          <ul role="list">
            @for (feature of to.features; track feature) {
              <li><ov-icon name="check" />{{ feature }}</li>
            }
          </ul>
        </div>
      }
    }
    @if (limits.used > limits.to) {
      <ov-notice tone="warning">{{ s.overLimit(number(limits.used), number(limits.to)) }}</ov-notice>
    }
  `,
})
export class ChangeEffects {
  readonly preview = input.required<ChangePreview>();
  /** The plan one goes to. */
  readonly plan = input<Tier | undefined>();
  protected readonly s = C;
  protected readonly number = formatNumber;
}
