import { ChangeDetectionStrategy, Component, computed, DestroyRef, effect, inject, signal, untracked } from '@angular/core';
import { Router } from '@angular/router';
import { Clock, IMPERSONATION_PATH, SessionStore } from '@orbisvoice/shared-ui/core';
import { OvButton, OvIcon } from '@orbisvoice/shared-ui/ui';
import { S } from '../strings';

const SECOND = 1_000;

/** Over every page while staff act as somebody: who they are here, what is open, how long it lasts, and the way out. */
@Component({
  selector: 'ov-impersonation-banner',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [OvButton, OvIcon],
  template: `
    @if (session.impersonation(); as it) {
      <section class="ov-impersonation" [attr.aria-label]="s.label" [attr.data-mode]="it.mode">
        <ov-icon name="user" />
        <p>
          <b>{{ who() }}</b>
          <span>{{ s[it.mode] }}</span>
        </p>
        <span class="ov-impersonation-left" role="timer">{{ s.left(left()) }}</span>
        <button ov-button type="button" size="s" variant="strong" [isLoading]="isEnding()" (click)="end()">
          <span>{{ s.end }}</span>
        </button>
      </section>
    }
  `,
})
export class ImpersonationBanner {
  protected readonly s = S.impersonation;
  protected readonly session = inject(SessionStore);
  protected readonly isEnding = signal(false);
  private readonly router = inject(Router);
  private readonly clock = inject(Clock);
  private readonly now = signal(this.clock.now());
  protected readonly who = computed(() => {
    const me = this.session.me();
    return me ? S.impersonation.as(me.name, me.tenant.name) : '';
  });
  private readonly seconds = computed(() => {
    const it = this.session.impersonation();
    return it ? Math.max(0, Math.ceil((Date.parse(it.expiresAt) - this.now()) / SECOND)) : null;
  });
  protected readonly left = computed(() => {
    const seconds = this.seconds() ?? 0;
    return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  });

  constructor() {
    const timer = setInterval(() => this.now.set(this.clock.now()), SECOND);
    inject(DestroyRef).onDestroy(() => clearInterval(timer));
    effect(() => {
      if (this.seconds() === 0) untracked(() => this.expire());
    });
  }

  protected async end(): Promise<void> {
    this.isEnding.set(true);
    await this.session.endImpersonation();
    await this.leave();
  }

  /** The server has let go of the session by itself; without it here too, the way to the log-in would lead back. */
  private expire(): void {
    this.session.forget();
    void this.leave();
  }

  private async leave(): Promise<void> {
    await this.router.navigate([IMPERSONATION_PATH], { queryParams: { over: 1 } });
  }
}
