import { ChangeDetectionStrategy, Component, ElementRef, inject, input, signal, viewChild } from '@angular/core';

let count = 0;

/**
 * A small “i” that opens an explanation beside a figure. A disclosure rather than a tooltip, so that it opens by
 * key, touch and click alike and its text can be selected; Escape or leaving closes it.
 */
@Component({
  selector: 'oc-info',
  template: `
    <button
      #toggle
      type="button"
      class="oc-info-button"
      [attr.aria-label]="label()"
      [attr.aria-expanded]="isOpen()"
      [attr.aria-controls]="id"
      (click)="isOpen.set(!isOpen())"
    >
      <span aria-hidden="true">i</span>
    </button>
    <div class="oc-info-panel" tabindex="-1" [id]="id" [hidden]="!isOpen()"><ng-content /></div>
  `,
  host: { '(keydown.escape)': 'close()', '(focusout)': 'leave($event)' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Info {
  /** What the button is called, e.g. “How MRR is defined”. */
  readonly label = input.required<string>();

  protected readonly id = `oc-info-${++count}`;
  protected readonly isOpen = signal(false);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly toggle = viewChild.required<ElementRef<HTMLElement>>('toggle');

  protected close(): void {
    if (!this.isOpen()) return;
    this.isOpen.set(false);
    this.toggle().nativeElement.focus();
  }

  /** Leaving for somewhere else closes. The panel takes focus, so that a click on its text stays inside. */
  protected leave(event: FocusEvent): void {
    const next = event.relatedTarget;
    if (!(next instanceof Node) || !this.host.contains(next)) this.isOpen.set(false);
  }
}
