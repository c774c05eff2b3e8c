import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { LIMITS } from '@orbisvoice/shared-dto/values';
import { OvNotice } from '@orbisvoice/shared-ui/feedback';
import { FormState, OvForm, OvFormProblem, OvPassword } from '@orbisvoice/shared-ui/forms';
import { OvAuthLayout } from '@orbisvoice/shared-ui/layout';
import { OvButton } from '@orbisvoice/shared-ui/ui';
import { AuthApi } from '../auth.api';
import { S } from '../auth.strings';

/** The link of the reset mail. It works once, so a refused token leads to asking for a new one. */
@Component({
  selector: 'ov-reset-password-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [OvAuthLayout, OvButton, OvForm, OvFormProblem, OvNotice, OvPassword, RouterLink],
  template: `
    <ov-auth-layout [tagline]="s.tagline" [heading]="s.reset.heading">
      @if (token(); as present) {
        <form [ovForm]="state" (ovSubmit)="send(present)">
          <ov-form-problem [state]="state" />
          <ov-password
            [state]="state"
            name="password"
            [label]="s.newPassword"
            [hint]="s.passwordHint"
            [minLength]="limits.passwordMin"
            [maxLength]="limits.passwordMax"
          />
          <button ov-button variant="primary" [isLoading]="state.isBusy()">
            <span>{{ s.reset.submit }}</span>
          </button>
        </form>
      } @else {
        <ov-notice tone="danger">{{ s.reset.missing }}</ov-notice>
      }
      @if (isLinkDead()) {
        <a ov-button routerLink="/forgot-password">{{ s.reset.askAgain }}</a>
      }
    </ov-auth-layout>
  `,
})
export default class ResetPasswordPage {
  readonly token = input<string>();
  protected readonly s = S;
  protected readonly limits = LIMITS;
  protected readonly state = new FormState({ password: '' });
  protected readonly isLinkDead = computed(() => !this.token() || this.state.problem()?.code === 'auth.token_invalid');
  private readonly api = inject(AuthApi);
  private readonly router = inject(Router);

  protected async send(token: string): Promise<void> {
    const done = await this.state.submit(({ password }) => this.api.resetPassword({ token, password }));
    if (done) await this.router.navigate(['/log-in'], { queryParams: { changed: 1 }, replaceUrl: true });
  }
}
