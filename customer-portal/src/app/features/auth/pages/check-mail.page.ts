import { Location } from '@angular/common';
import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { OvAuthLayout } from '@orbisvoice/shared-ui/layout';
import { OvButton } from '@orbisvoice/shared-ui/ui';
import { S } from '../auth.strings';

/** After sign-up: the next step is in the mailbox. */
@Component({
  selector: 'ov-check-mail-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [OvAuthLayout, OvButton, RouterLink],
  template: `
    <ov-auth-layout [tagline]="s.tagline" [heading]="s.checkMail.heading" [text]="text">
      <p class="ov-small ov-muted">{{ s.checkMail.hint }}</p>
      <a ov-button routerLink="/log-in">{{ s.toLogIn }}</a>
    </ov-auth-layout>
  `,
})
export default class CheckMailPage {
  protected readonly s = S;
  protected readonly text = textFor(inject(Location).getState());
}

function textFor(state: unknown): string {
  const email: unknown = typeof state === 'object' && state !== null && 'email' in state ? state.email : null;
  return typeof email === 'string' ? S.checkMail.text(email) : S.checkMail.textPlain;
}
