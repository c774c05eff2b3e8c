import { ChangeDetectionStrategy, Component, computed, effect, inject, untracked } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import type { EmailReachability, EmailSuppression } from '@orbisvoice/shared-dto';
import { SessionStore, apiResource } from '@orbisvoice/shared-ui/core';
import { OvNotice } from '@orbisvoice/shared-ui/feedback';
import { formatDate } from '@orbisvoice/shared-ui/format';
import { OvButton } from '@orbisvoice/shared-ui/ui';
import { S } from '../strings';

interface Unreachable {
  readonly address: string;
  readonly text: string;
  readonly isBilling: boolean;
  readonly isOwn: boolean;
}

/**
 * Says where mail does not arrive: mail about it would not arrive either. Who merely asked for less mail is reached, and told nothing. The
 * notice cannot be sent away, only mended; a failed look shows nothing, and the next one tries again.
 */
@Component({
  selector: 'ov-unreachable-notice',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [OvButton, OvNotice, RouterLink],
  template: `
    @for (one of unreachable(); track one.address) {
      <ov-notice class="ov-unreachable" tone="warning">
        <b>{{ s.heading(one.address) }}</b>
        <span>{{ one.text }}</span>
        <span>{{ s.advice }}</span>
        @if ((one.isBilling && canPay()) || (one.isOwn && canInvite())) {
          <span class="ov-row">
            @if (one.isBilling && canPay()) {
              <a ov-button size="s" routerLink="/billing/details">{{ s.changeBilling }}</a>
            }
            @if (one.isOwn && canInvite()) {
              <a ov-button size="s" routerLink="/team">{{ s.invite }}</a>
            }
          </span>
        }
      </ov-notice>
    }
  `,
})
export class UnreachableNotice {
  protected readonly s = S.unreachable;
  private readonly session = inject(SessionStore);
  private readonly reachability = apiResource<EmailReachability>(() => (this.session.me() ? { path: 'email/reachability' } : undefined));

  protected readonly canPay = computed(() => this.session.can('billing.manage'));
  protected readonly canInvite = computed(() => this.session.can('team.manage'));
  protected readonly unreachable = computed(() => {
    const all = (this.reachability.value()?.unreachable ?? []).filter(({ scope }) => scope === 'all');
    const addresses = [...new Set(all.map(({ address }) => address))];
    return addresses.map((address) => this.describe(all.filter((one) => one.address === address)));
  });

  constructor() {
    const router = inject(Router);
    // what was mended on the page just left is not said on the next
    effect(() => {
      if (router.lastSuccessfulNavigation() && untracked(this.unreachable).length > 0) this.reachability.reload();
    });
  }

  private describe(entries: readonly EmailSuppression[]): Unreachable {
    const [first] = entries;
    const whose = entries.map((entry) => entry.whose);
    const [isOwn, isBilling] = [whose.includes('self'), whose.includes('billing')];
    const effects = isOwn && isBilling ? S.unreachable.both : isOwn ? S.unreachable.own : S.unreachable.billing;
    if (!first) return { address: '', text: '', isOwn, isBilling };
    const day = (at: string): string => formatDate(at, this.session.timeZone());
    const when = first.until === null ? S.unreachable.since(day(first.since)) : S.unreachable.until(day(first.until));
    return { address: first.address, text: [S.unreachable.reasons[first.reason], effects, when].join(' '), isOwn, isBilling };
  }
}
