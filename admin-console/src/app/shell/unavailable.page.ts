import { ChangeDetectionStrategy, Component, DOCUMENT, inject } from '@angular/core';
import { OvAuthLayout } from '@orbisvoice/shared-ui/layout';
import { OvButton } from '@orbisvoice/shared-ui/ui';
import { STRINGS } from '../core/strings';

/** Shown at the asked address when the way there failed. A reload asks again, with the newest code. */
@Component({
  selector: 'oc-unavailable-page',
  imports: [OvAuthLayout, OvButton],
  template: `
    <ov-auth-layout [heading]="words.title" [text]="words.text">
      <button ov-button variant="strong" type="button" (click)="reload()">{{ words.retry }}</button>
    </ov-auth-layout>
  `,
  host: { class: 'oc-outside' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class UnavailablePage {
  protected readonly words = STRINGS.unavailable;
  private readonly location = inject(DOCUMENT).location;

  protected reload(): void {
    this.location.reload();
  }
}
