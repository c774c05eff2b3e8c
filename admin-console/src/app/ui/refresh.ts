import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import { OvButton, OvIcon } from '@orbisvoice/shared-ui/ui';
import { STRINGS } from '../core/strings';

/** The button of a page's head that reads everything on the page again. */
@Component({
  selector: 'oc-refresh',
  imports: [OvButton, OvIcon],
  template: `
    <button ov-button type="button" size="s" [isLoading]="isLoading()" (click)="refreshed.emit()">
      <ov-icon name="retry" /><span>{{ word }}</span>
    </button>
  `,
  host: { class: 'oc-refresh' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Refresh {
  readonly isLoading = input.required<boolean>();
  readonly refreshed = output<void>();

  protected readonly word = STRINGS.list.refresh;
}
