import { afterNextRender, ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { ActivatedRoute, Router, RouterLink } from '@angular/router';
import { channelSlug, LIMITS } from '@orbisvoice/shared-dto/values';
import { OvNotice } from '@orbisvoice/shared-ui/feedback';
import { FormState, OvControl, OvField, OvForm, OvFormProblem, OvPassword } from '@orbisvoice/shared-ui/forms';
import { OvAuthLayout } from '@orbisvoice/shared-ui/layout';
import { OvButton } from '@orbisvoice/shared-ui/ui';
import { AuthApi } from '../auth.api';
import { S } from '../auth.strings';

/** A new account with its own workspace. The answer never tells whether the address was known. */
@Component({
  selector: 'ov-sign-up-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [OvAuthLayout, OvButton, OvControl, OvField, OvForm, OvFormProblem, OvNotice, OvPassword, RouterLink],
  template: `
    <ov-auth-layout [tagline]="s.tagline" [heading]="s.signUp.heading" [text]="s.signUp.text">
      <form [ovForm]="state" (ovSubmit)="send()">
        @if (code(); as referral) {
          <ov-notice>{{ s.signUp.referred(referral) }}</ov-notice>
        }
        <ov-form-problem [state]="state" />
        <ov-field [label]="s.name">
          <input [ovControl]="state" name="name" required [attr.maxlength]="limits.nameMax" autocomplete="name" />
        </ov-field>
        <ov-field [label]="s.signUp.company" [hint]="s.signUp.companyHint">
          <input [ovControl]="state" name="company" required [attr.maxlength]="limits.nameMax" autocomplete="organization" />
        </ov-field>
        <ov-field [label]="s.email">
          <input [ovControl]="state" name="email" type="email" required [attr.maxlength]="limits.emailMax" autocomplete="username" />
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
          <span>{{ s.signUp.submit }}</span>
        </button>
      </form>
      <ng-container ovAuthFoot
        >{{ s.signUp.hasAccount }} <a routerLink="/log-in">{{ s.toLogIn }}</a></ng-container
      >
    </ov-auth-layout>
  `,
})
export default class SignUpPage {
  /** `?ref=` of a referral link. */
  readonly ref = input<string>();
  protected readonly s = S;
  protected readonly limits = LIMITS;
  protected readonly state = new FormState({ name: '', company: '', email: '', password: '' });
  protected readonly code = computed(() => this.ref()?.trim().toUpperCase().slice(0, 16) ?? '');
  /** Where the link was, if it says so. */
  private readonly channel = channelSlug(inject(ActivatedRoute).snapshot.queryParamMap.get('utm_source') ?? '') || undefined;
  private readonly api = inject(AuthApi);
  private readonly router = inject(Router);

  constructor() {
    afterNextRender(() => {
      const code = this.code();
      if (code) this.api.visited({ code, channel: this.channel });
    });
  }

  protected async send(): Promise<void> {
    const referralCode = this.code() || undefined;
    const referralChannel = referralCode && this.channel;
    const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';
    const done = await this.state.submit((body) => this.api.signUp({ ...body, timeZone, referralCode, referralChannel }));
    if (!done) return;
    // By state, not by address: an e-mail address in a URL ends up in logs.
    await this.router.navigateByUrl('/check-your-mail', { state: { email: this.state.value().email } });
  }
}
