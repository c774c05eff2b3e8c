import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { ChangePreview, Tier } from '@orbisvoice/shared-dto';
import { OvNotice } from '@orbisvoice/shared-ui/feedback';
import { OvNumberPipe, formatNumber } from '@orbisvoice/shared-ui/format';
import { OvIcon } from '@orbisvoice/shared-ui/ui';
import { C } from '../change.strings';

/** What a change does to the work: limits from and to, use against the new limit, features that come and go. */
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
    @for (part of parts(); track part.label) {
      <div class="effects" [attr.data-kind]="part.icon">
        <span class="ov-muted ov-small">{{ part.label }}</span>
        <ul role="list">
          @for (feature of part.features; track feature) {
            <li><ov-icon [name]="part.icon" />{{ feature }}</li>
          }
        </ul>
      </div>
    }
    @if (limits.used > limits.to) {
      <ov-notice tone="warning">{{ s.overLimit(number(limits.used), number(limits.to)) }}</ov-notice>
    }
  `,
})
export class ChangeEffects {
  readonly preview = input.required<ChangePreview>();
  readonly from = input<Tier | undefined>();
  readonly to = input<Tier | undefined>();
  protected readonly s = C;
  protected readonly number = formatNumber;

  protected readonly parts = computed(() => {
    const before = this.from()?.features ?? [];
    const after = this.to()?.features ?? [];
    const all = [
      { label: C.gained, icon: 'check', features: after.filter((feature) => !before.includes(feature)) },
      { label: C.lost, icon: 'close', features: before.filter((feature) => !after.includes(feature)) },
    ] as const;
    return all.filter(({ features }) => features.length > 0);
  });
}
