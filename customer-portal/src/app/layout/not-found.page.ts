import { ChangeDetectionStrategy, Component } from '@angular/core';
import { RouterLink } from '@angular/router';
import { OvEmpty } from '@orbisvoice/shared-ui/feedback';
import { OvPageHeader } from '@orbisvoice/shared-ui/layout';
import { OvButton, OvCard } from '@orbisvoice/shared-ui/ui';
import { S } from '../strings';

/** An address that leads nowhere. */
@Component({
  selector: 'ov-not-found-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [OvButton, OvCard, OvEmpty, OvPageHeader, RouterLink],
  template: `
    <ov-page-header [heading]="s.titles.notFound" />
    <ov-card>
      <ov-empty icon="search" [heading]="s.notFound.heading" [text]="s.notFound.text">
        <a ov-button routerLink="/">{{ s.notFound.action }}</a>
      </ov-empty>
    </ov-card>
  `,
})
export default class NotFoundPage {
  protected readonly s = S;
}
