import { ChangeDetectionStrategy, Component, booleanAttribute, input } from '@angular/core';

/** A panel with an optional heading and actions (`[ovCardActions]`). `isFlush` drops the padding, for tables. */
@Component({
  selector: 'ov-card',
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { '[attr.data-flush]': 'isFlush() ? "" : null' },
  template: `
    @if (heading(); as text) {
      <div class="ov-card-head">
        <h2>{{ text }}</h2>
        <div class="ov-row"><ng-content select="[ovCardActions]" /></div>
      </div>
    }
    <div class="ov-card-body"><ng-content /></div>
  `,
})
export class OvCard {
  readonly heading = input<string | null>(null);
  readonly isFlush = input(false, { transform: booleanAttribute });
}
