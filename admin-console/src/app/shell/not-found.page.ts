import { ChangeDetectionStrategy, Component } from '@angular/core';
import { RouterLink } from '@angular/router';
import { OvPageHeader } from '@orbisvoice/shared-ui/layout';
import { OvButton } from '@orbisvoice/shared-ui/ui';
import { STRINGS } from '../core/strings';

/** An address of the console that leads nowhere. */
@Component({
  selector: 'oc-not-found-page',
  imports: [OvButton, OvPageHeader, RouterLink],
  template: `
    <ov-page-header [heading]="words.title" [text]="words.text" />
    <a ov-button routerLink="/">{{ words.home }}</a>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class NotFoundPage {
  protected readonly words = STRINGS.notFound;
}
