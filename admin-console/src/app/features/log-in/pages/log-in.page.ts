import { ChangeDetectionStrategy, Component, inject, input } from '@angular/core';
import { Router } from '@angular/router';
import { safeReturnTo } from '@orbisvoice/shared-ui/core';
import { OvNotice } from '@orbisvoice/shared-ui/feedback';
import { OvControl, OvField, OvForm } from '@orbisvoice/shared-ui/forms';
import { OvAuthLayout } from '@orbisvoice/shared-ui/layout';
import { OvButton } from '@orbisvoice/shared-ui/ui';
import { PORTAL_URL } from '../../../core/site';
import { LogInStore } from '../log-in.store';
import { LOG_IN } from '../log-in.strings';

/** The console's door. An account that is not staff's is told so and let out again. */
@Component({
  selector: 'oc-log-in-page',
  imports: [OvAuthLayout, OvButton, OvControl, OvField, OvForm, OvNotice],
  providers: [LogInStore],
  template: `
    <ov-auth-layout [heading]="words.heading" [text]="words.text">
      @if (ended() && !store.form.problem()) {
        <ov-notice>{{ words.ended }}</ov-notice>
      }
      @if (store.form.problem(); as problem) {
        @if (!store.form.hasErrors()) {
          <ov-notice tone="danger">{{ problem.sentence }}</ov-notice>
        }
      }
      <form [ovForm]="store.form" (ovSubmit)="logIn()">
        <ov-field [label]="words.email">
          <input [ovControl]="store.form" name="email" type="email" autocomplete="username" required />
        </ov-field>
        <ov-field [label]="words.password">
          <input [ovControl]="store.form" name="password" type="password" autocomplete="current-password" required />
        </ov-field>
        <button ov-button variant="primary" type="submit" [isLoading]="store.form.isBusy()">
          <span>{{ words.submit }}</span>
        </button>
      </form>
      <a class="ov-small" ovAuthFoot [href]="portal">{{ words.portal }}</a>
    </ov-auth-layout>
  `,
  host: { class: 'oc-outside' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class LogInPage {
  /** Where to go afterwards, from the address. */
  readonly returnTo = input<string>();
  /** Set by the session when it ran out. */
  readonly ended = input<string>();

  protected readonly words = LOG_IN;
  protected readonly portal = inject(PORTAL_URL);
  protected readonly store = inject(LogInStore);
  private readonly router = inject(Router);

  protected async logIn(): Promise<void> {
    const isStaff = await this.store.logIn();
    if (isStaff === null) return;
    await this.router.navigateByUrl(isStaff ? safeReturnTo(this.returnTo()) : '/denied');
  }
}
