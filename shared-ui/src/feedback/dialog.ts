import { ChangeDetectionStrategy, Component, type ElementRef, booleanAttribute, effect, input, output, viewChild } from '@angular/core';
import { OvButton } from '../ui/button';
import { OvIcon } from '../ui/icon';
import { UI } from '../ui-strings';

let sequence = 0;

/** A modal on the native dialog: focus is kept inside and given back, Escape closes. Render it with `@if`; it opens at once. */
@Component({
  selector: 'ov-dialog',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [OvButton, OvIcon],
  template: `
    <dialog #dialog class="ov-dialog" [attr.data-wide]="isWide() ? '' : null" [attr.aria-labelledby]="id" (close)="closed.emit()">
      <div class="ov-dialog-head">
        <h2 [id]="id">{{ heading() }}</h2>
        <button ov-button type="button" variant="ghost" size="s" isSquare [attr.aria-label]="ui.close" (click)="close()">
          <ov-icon name="close" />
        </button>
      </div>
      <div class="ov-dialog-body"><ng-content /></div>
    </dialog>
  `,
})
export class OvDialog {
  readonly heading = input.required<string>();
  readonly isWide = input(false, { transform: booleanAttribute });
  /** The dialog is gone, by whichever way. Answer by no longer rendering it. */
  readonly closed = output<void>();
  protected readonly ui = UI;
  protected readonly id = `ov-dialog-${++sequence}`;
  private readonly dialog = viewChild.required<ElementRef<HTMLDialogElement>>('dialog');

  constructor() {
    effect(() => {
      const dialog = this.dialog().nativeElement;
      if (!dialog.open) dialog.showModal();
    });
  }

  close(): void {
    this.dialog().nativeElement.close();
  }
}
