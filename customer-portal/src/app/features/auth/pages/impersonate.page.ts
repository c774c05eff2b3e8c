import { Location } from '@angular/common';
import { ChangeDetectionStrategy, Component, inject, input, signal, type OnInit } from '@angular/core';
import { ActivatedRoute, Router, RouterLink } from '@angular/router';
import { ApiProblem, SessionStore } from '@orbisvoice/shared-ui/core';
import { OvNotice, OvSkeleton } from '@orbisvoice/shared-ui/feedback';
import { OvAuthLayout } from '@orbisvoice/shared-ui/layout';
import { OvButton } from '@orbisvoice/shared-ui/ui';
import { AuthApi } from '../auth.api';
import { S } from '../auth.strings';

/** Where staff arrive from the console to act as somebody, and where they find themselves when that is over (`?over=1`). */
@Component({
  selector: 'ov-impersonate-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [OvAuthLayout, OvButton, OvNotice, OvSkeleton, RouterLink],
  template: `
    @if (over()) {
      <ov-auth-layout [tagline]="s.tagline" [heading]="words.over" [text]="words.overText">
        <a ov-button routerLink="/log-in">{{ s.toLogIn }}</a>
      </ov-auth-layout>
    } @else if (problem(); as refused) {
      <ov-auth-layout [tagline]="s.tagline" [heading]="words.failed">
        <ov-notice tone="danger">{{ refused.sentence }}</ov-notice>
        <p class="ov-small ov-muted">{{ words.again }}</p>
      </ov-auth-layout>
    } @else {
      <ov-auth-layout [tagline]="s.tagline" [heading]="words.heading" [text]="words.working">
        <ov-skeleton [lines]="2" />
      </ov-auth-layout>
    }
  `,
})
export default class ImpersonatePage implements OnInit {
  readonly over = input<string>();
  protected readonly s = S;
  protected readonly words = S.impersonate;
  protected readonly problem = signal<ApiProblem | null>(null);
  private readonly api = inject(AuthApi);
  private readonly session = inject(SessionStore);
  private readonly router = inject(Router);
  private readonly location = inject(Location);
  private readonly fragment = inject(ActivatedRoute).snapshot.fragment;

  ngOnInit(): void {
    if (!this.over()) void this.open();
  }

  private async open(): Promise<void> {
    const code = new URLSearchParams(this.fragment ?? '').get('code') ?? '';
    // spent or not, it has no business in the history
    this.location.replaceState('/impersonate');
    try {
      this.session.startImpersonation(await this.api.openImpersonation({ code }));
      await this.router.navigateByUrl('/', { replaceUrl: true });
    } catch (error) {
      this.problem.set(ApiProblem.from(error));
    }
  }
}
