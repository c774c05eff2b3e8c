import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { Subscription } from '@orbisvoice/shared-dto';
import { Clock, SessionStore } from '@orbisvoice/shared-ui/core';
import { OvNotice } from '@orbisvoice/shared-ui/feedback';
import { OvButton, OvIcon } from '@orbisvoice/shared-ui/ui';
import { S } from '../billing.strings';
import { BillingActions } from '../billing-actions';
import { C } from '../change.strings';
import { noticesOf, type NoticeAction } from '../notices';
import { DunningNotice } from './dunning-notice';

/** What a person must know about the plan before anything else, each with the way to mend it. */
@Component({
  selector: 'ov-subscription-notices',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [DunningNotice, OvButton, OvIcon, OvNotice, RouterLink],
  template: `
    @if (subscription().dunning; as dunning) {
      <ov-dunning-notice [dunning]="dunning" [subscription]="subscription()" [canManage]="canManage()" />
    }
    @for (notice of notices(); track notice.key) {
      <ov-notice [tone]="notice.tone">
        <span class="notice-text">
          @if (notice.heading; as heading) {
            <b>{{ heading }}</b>
          }
          <span>{{ notice.text }}</span>
        </span>
        @if (notice.action; as action) {
          @switch (action.what) {
            @case ('plans') {
              <a routerLink="/billing" fragment="plans">{{ action.label }}</a>
            }
            @case ('usage') {
              <a routerLink="/billing/usage">{{ action.label }}</a>
            }
            @case ('pay') {
              @if (canManage()) {
                <a ov-button size="s" target="_blank" rel="noopener noreferrer" [href]="action.url" (click)="paying.emit()">
                  <ov-icon name="external" />{{ action.label }}
                </a>
              }
            }
            @default {
              @if (canManage()) {
                <button ov-button type="button" size="s" [isLoading]="isBusy(action.what)" (click)="act(action.what)">
                  <span>{{ action.label }}</span>
                </button>
              }
            }
          }
        }
      </ov-notice>
    }
  `,
})
export class SubscriptionNotices {
  readonly subscription = input.required<Subscription>();
  readonly canManage = input.required<boolean>();
  /** The person went to pay an upgrade on the hosted page, in another tab. */
  readonly paying = output<void>();
  protected readonly actions = inject(BillingActions);
  private readonly clock = inject(Clock);
  private readonly timeZone = inject(SessionStore).timeZone;

  protected readonly notices = computed(() => noticesOf(this.subscription(), { now: this.clock.now(), timeZone: this.timeZone() }));

  protected isBusy(what: NoticeAction): boolean {
    return this.actions.busyWith() === (what === 'card' ? 'payment_method' : 'resume');
  }

  protected act(what: NoticeAction): void {
    if (what === 'card') void this.actions.openPortal('payment_method');
    else void this.actions.resume(what === 'undo' ? C.undone : S.cancel.kept);
  }
}
