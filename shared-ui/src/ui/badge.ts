import { ChangeDetectionStrategy, Component, input } from '@angular/core';

export type Tone = 'neutral' | 'info' | 'success' | 'warning' | 'danger';

/** A state in a word. The colour supports the word, never replaces it. */
@Component({
  selector: 'ov-badge',
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { '[attr.data-tone]': 'tone()' },
  template: '<ng-content />',
})
export class OvBadge {
  readonly tone = input<Tone>('neutral');
}
