import { ChangeDetectionStrategy, Component, inject, input } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { LIMITS } from '@orbisvoice/shared-dto/values';
import { SessionStore } from '@orbisvoice/shared-ui/core';
import { OvNotice } from '@orbisvoice/shared-ui/feedback';
import { FormState, OvControl, OvField, OvForm, OvFormProblem, OvPassword } from '@orbisvoice/shared-ui/forms';
import { OvAuthLayout } from '@orbisvoice/shared-ui/layout';
import { OvButton } from '@orbisvoice/shared-ui/ui';
import { AuthApi } from '../auth.api';
import { S } from '../auth.strings';

/** The link of an invitation mail: a name and a password, and one is in. */
@Component({
  selector: 'ov-accept-invitation-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [OvAuthLayout, OvButton, OvControl, OvField, OvForm, OvFormProblem, OvNotice, OvPassword, RouterLink],
  template: `
    <ov-auth-layout [tagline]="s.tagline" [heading]="s.accept.heading" [text]="s.accept.text">
      @if (token(); as present) {
        <form [ovForm]="state" (ovSubmit)="send(present)">
          <ov-form-problem [state]="state" />
          <ov-field [label]="s.name">
            <input [ovControl]="state" name="name" required [attr.maxlength]="limits.nameMax" autocomplete="name" />
          </ov-field>
          <ov-password
            [state]="state"
            name="password"
            [label]="s.password"
            [hint]="s.passwordHint"
            [minLength]="limits.passwordMin"
            [maxLength]="limits.passwordMax"
          />
          <button ov-button variant="primary" [isLoading]="state.isBusy()">
            <span>{{ s.accept.submit }}</span>
          </button>
        </form>
      } @else {
        <ov-notice tone="danger">{{ s.accept.missing }}</ov-notice>
      }
      <ng-container ovAuthFoot
        ><a routerLink="/log-in">{{ s.toLogIn }}</a></ng-container
      >
    </ov-auth-layout>
  `,
})
export default class AcceptInvitationPage {
  readonly token = input<string>();
  protected readonly s = S;
  protected readonly limits = LIMITS;
  protected readonly state = new FormState({ name: '', password: '' });
  private readonly api = inject(AuthApi);
  private readonly session = inject(SessionStore);
  private readonly router = inject(Router);

  protected async send(token: string): Promise<void> {
    const done = await this.state.submit((body) => this.api.acceptInvitation({ token, ...body }));
    if (!done) return;
    this.session.start(done.answer);
    await this.router.navigateByUrl('/', { replaceUrl: true });
  }
}
