import { ChangeDetectionStrategy, Component, inject, input, signal, type OnInit } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { ApiProblem, SessionStore } from '@orbisvoice/shared-ui/core';
import { OvNotice, OvSkeleton } from '@orbisvoice/shared-ui/feedback';
import { OvAuthLayout } from '@orbisvoice/shared-ui/layout';
import { OvButton } from '@orbisvoice/shared-ui/ui';
import { AuthApi } from '../auth.api';
import { S } from '../auth.strings';

/** The link of the confirmation mail: confirms, logs in, goes on. */
@Component({
  selector: 'ov-verify-email-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [OvAuthLayout, OvButton, OvNotice, OvSkeleton, RouterLink],
  template: `
    @if (problem(); as refused) {
      <ov-auth-layout [tagline]="s.tagline" [heading]="s.verify.failed">
        <ov-notice tone="danger">{{ refused.sentence }}</ov-notice>
        <p class="ov-small ov-muted">{{ s.verify.again }}</p>
        <a ov-button routerLink="/log-in">{{ s.toLogIn }}</a>
      </ov-auth-layout>
    } @else {
      <ov-auth-layout [tagline]="s.tagline" [heading]="s.verify.heading" [text]="s.verify.working">
        <ov-skeleton [lines]="2" />
      </ov-auth-layout>
    }
  `,
})
export default class VerifyEmailPage implements OnInit {
  readonly token = input<string>();
  protected readonly s = S;
  protected readonly problem = signal<ApiProblem | null>(null);
  private readonly api = inject(AuthApi);
  private readonly session = inject(SessionStore);
  private readonly router = inject(Router);

  ngOnInit(): void {
    void this.verify();
  }

  private async verify(): Promise<void> {
    try {
      this.session.start(await this.api.verifyEmail({ token: this.token() ?? '' }));
      await this.router.navigateByUrl('/', { replaceUrl: true });
    } catch (error) {
      this.problem.set(ApiProblem.from(error));
    }
  }
}
