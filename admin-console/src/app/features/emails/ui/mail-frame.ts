import { booleanAttribute, ChangeDetectionStrategy, Component, computed, effect, type ElementRef, input, viewChild } from '@angular/core';

export type Scheme = 'light' | 'dark';

/**
 * A mail's page in a sandboxed frame. The address is set by hand: Angular would ask to trust it, which the page's Trusted Types leave to no
 * one, and it is our own API's anyway.
 */
@Component({
  selector: 'oc-mail-frame',
  template: `<iframe
    #frame
    sandbox
    loading="lazy"
    referrerpolicy="no-referrer"
    [title]="label()"
    [attr.tabindex]="isPicture() ? -1 : 0"
  ></iframe>`,
  host: { '[attr.data-scheme]': 'scheme()' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class MailFrame {
  /** As the API handed it out. */
  readonly pageUrl = input.required<string>();
  readonly label = input.required<string>();
  readonly scheme = input<Scheme>('light');
  /** A thumbnail is looked at, not read. */
  readonly isPicture = input(false, { transform: booleanAttribute });

  private readonly frame = viewChild.required<ElementRef<HTMLIFrameElement>>('frame');
  private readonly url = computed(() => `${this.pageUrl()}?scheme=${this.scheme()}`);

  constructor() {
    effect(() => {
      this.frame().nativeElement.src = this.url();
    });
  }
}
