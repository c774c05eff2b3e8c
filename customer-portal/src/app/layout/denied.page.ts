import { ChangeDetectionStrategy, Component } from '@angular/core';
import { RouterLink } from '@angular/router';
import { OvDenied } from '@orbisvoice/shared-ui/feedback';
import { OvPageHeader } from '@orbisvoice/shared-ui/layout';
import { OvButton, OvCard } from '@orbisvoice/shared-ui/ui';
import { S } from '../strings';

/** Shown under the address a person may not open. */
@Component({
  selector: 'ov-denied-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [OvButton, OvCard, OvDenied, OvPageHeader, RouterLink],
  template: `
    <ov-page-header [heading]="s.titles.denied" />
    <ov-card
      ><ov-denied
        ><a ov-button routerLink="/">{{ s.denied.action }}</a></ov-denied
      ></ov-card
    >
  `,
})
export default class DeniedPage {
  protected readonly s = S;
}
