import { Directive, ElementRef, inject } from '@angular/core';

/** What takes the keyboard: a list that says so of itself, else the first field beside it, and nothing beyond the page's main part. */
const LIST = '[role="group"][tabindex="-1"]';
const FIELD = 'input:not([disabled]), select:not([disabled])';

/**
 * A button that goes away with what it does: a filter that is taken off, the way out of a list that holds nothing. The keyboard is then not nowhere,
 * but at the list it was in or, from the inside out, at the first field there is, which is that of its bar; of a page without either at its main part.
 */
@Directive({ selector: 'button[ovLeaveFocus]', host: { '(click)': 'leave()' } })
export class OvLeaveFocus {
  private readonly button = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;

  protected leave(): void {
    for (let around = this.button.parentElement; around; around = around.parentElement) {
      const place = around.matches(LIST) ? around : around.querySelector<HTMLElement>(FIELD);
      if (place ?? around.matches('main')) return (place ?? around).focus();
    }
  }
}
