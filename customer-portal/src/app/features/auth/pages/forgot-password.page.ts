import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { LIMITS } from '@orbisvoice/shared-dto/values';
import { FormState, OvControl, OvField, OvForm, OvFormProblem } from '@orbisvoice/shared-ui/forms';
import { OvAuthLayout } from '@orbisvoice/shared-ui/layout';
import { OvButton } from '@orbisvoice/shared-ui/ui';
import { AuthApi } from '../auth.api';
import { S } from '../auth.strings';

/** Asks for the reset link. The answer is the same for known and unknown addresses. */
@Component({
  selector: 'ov-forgot-password-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [OvAuthLayout, OvButton, OvControl, OvField, OvForm, OvFormProblem, RouterLink],
  template: `
    @if (sentTo(); as email) {
      <ov-auth-layout [tagline]="s.tagline" [heading]="s.forgot.sentHeading" [text]="s.forgot.sent(email)">
        <a ov-button routerLink="/log-in">{{ s.toLogIn }}</a>
      </ov-auth-layout>
    } @else {
      <ov-auth-layout [tagline]="s.tagline" [heading]="s.forgot.heading" [text]="s.forgot.text">
        <form [ovForm]="state" (ovSubmit)="send()">
          <ov-form-problem [state]="state" />
          <ov-field [label]="s.email">
            <input [ovControl]="state" name="email" type="email" required [attr.maxlength]="limits.emailMax" autocomplete="username" />
          </ov-field>
          <button ov-button variant="primary" [isLoading]="state.isBusy()">
            <span>{{ s.forgot.submit }}</span>
          </button>
        </form>
        <ng-container ovAuthFoot
          ><a routerLink="/log-in">{{ s.toLogIn }}</a></ng-container
        >
      </ov-auth-layout>
    }
  `,
})
export default class ForgotPasswordPage {
  protected readonly s = S;
  protected readonly limits = LIMITS;
  protected readonly state = new FormState({ email: '' });
  protected readonly sentTo = signal<string | null>(null);
  private readonly api = inject(AuthApi);

  protected async send(): Promise<void> {
    const done = await this.state.submit((body) => this.api.forgotPassword(body));
    if (done) this.sentTo.set(this.state.value().email);
  }
}
