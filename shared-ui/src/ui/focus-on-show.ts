import { Directive, ElementRef, afterNextRender, inject, input } from '@angular/core';

/** Takes the focus when it appears, so that what replaces the control one has just used does not leave the keyboard nowhere. */
@Directive({ selector: '[ovFocusOnShow]' })
export class OvFocusOnShow {
  readonly ovFocusOnShow = input.required<boolean>();

  constructor() {
    const { nativeElement } = inject<ElementRef<HTMLElement>>(ElementRef);
    afterNextRender(() => {
      if (this.ovFocusOnShow()) nativeElement.focus();
    });
  }
}
