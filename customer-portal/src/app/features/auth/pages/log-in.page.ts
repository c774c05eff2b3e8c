import { ChangeDetectionStrategy, Component, inject, input } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { LIMITS } from '@orbisvoice/shared-dto/values';
import { SessionStore, safeReturnTo } from '@orbisvoice/shared-ui/core';
import { OvNotice } from '@orbisvoice/shared-ui/feedback';
import { FormState, OvControl, OvField, OvForm, OvFormProblem, OvPassword } from '@orbisvoice/shared-ui/forms';
import { OvAuthLayout } from '@orbisvoice/shared-ui/layout';
import { OvButton } from '@orbisvoice/shared-ui/ui';
import { AuthApi } from '../auth.api';
import { S } from '../auth.strings';

/** Log in, then go on where the person was sent away from. */
@Component({
  selector: 'ov-log-in-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [OvAuthLayout, OvButton, OvControl, OvField, OvForm, OvFormProblem, OvNotice, OvPassword, RouterLink],
  template: `
    <ov-auth-layout [tagline]="s.tagline" [heading]="s.logIn.heading">
      <form [ovForm]="state" (ovSubmit)="send()">
        @if (ended() && !state.problem()) {
          <ov-notice>{{ s.logIn.ended }}</ov-notice>
        }
        @if (unreachable() && !state.problem()) {
          <ov-notice tone="warning">{{ s.logIn.unreachable }}</ov-notice>
        }
        @if (changed() && !state.problem()) {
          <ov-notice tone="success">{{ s.logIn.passwordChanged }}</ov-notice>
        }
        <ov-form-problem [state]="state" />
        <ov-field [label]="s.email">
          <input [ovControl]="state" name="email" type="email" required [attr.maxlength]="limits.emailMax" autocomplete="username" />
        </ov-field>
        <ov-password
          [state]="state"
          name="password"
          autocomplete="current-password"
          [label]="s.password"
          [maxLength]="limits.passwordMax"
        />
        <button ov-button variant="primary" [isLoading]="state.isBusy()">
          <span>{{ s.logIn.submit }}</span>
        </button>
      </form>
      <a class="ov-small" routerLink="/forgot-password">{{ s.logIn.forgot }}</a>
      <ng-container ovAuthFoot
        >{{ s.logIn.noAccount }} <a routerLink="/sign-up">{{ s.toSignUp }}</a></ng-container
      >
    </ov-auth-layout>
  `,
})
export default class LogInPage {
  readonly returnTo = input<string>();
  readonly ended = input<string>();
  readonly unreachable = input<string>();
  readonly changed = input<string>();
  protected readonly s = S;
  protected readonly limits = LIMITS;
  protected readonly state = new FormState({ email: '', password: '' });
  private readonly api = inject(AuthApi);
  private readonly session = inject(SessionStore);
  private readonly router = inject(Router);

  protected async send(): Promise<void> {
    const done = await this.state.submit((body) => this.api.logIn(body));
    if (!done) return;
    this.session.start(done.answer);
    await this.router.navigateByUrl(safeReturnTo(this.returnTo()));
  }
}
