import { ChangeDetectionStrategy, Component, ElementRef, booleanAttribute, inject, input } from '@angular/core';

/** `primary` is the page's one call to action; `strong` the main action of a form that is not it. */
type ButtonVariant = 'primary' | 'strong' | 'secondary' | 'ghost' | 'danger';

/** `<button ov-button variant="primary">`, also on links. While loading it says so and ignores clicks. */
@Component({
  selector: 'button[ov-button], a[ov-button]',
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: {
    '[attr.data-variant]': 'variant()',
    '[attr.data-size]': 'size()',
    '[attr.data-square]': 'isSquare() ? "" : null',
    '[attr.aria-busy]': 'isLoading() ? "true" : null',
    '[attr.aria-disabled]': 'isLoading() ? "true" : null',
  },
  template: `
    @if (isLoading()) {
      <span class="ov-spinner" aria-hidden="true"></span>
    }
    <ng-content />
  `,
})
export class OvButton {
  readonly variant = input<ButtonVariant>('secondary');
  readonly size = input<'m' | 's'>('m');
  readonly isSquare = input(false, { transform: booleanAttribute });
  readonly isLoading = input(false);

  constructor() {
    // Captured, because the page's own click listener is attached before a host listener would be.
    inject<ElementRef<HTMLElement>>(ElementRef).nativeElement.addEventListener('click', (event) => this.stopWhileLoading(event), true);
  }

  private stopWhileLoading(event: Event): void {
    if (!this.isLoading()) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }
}
