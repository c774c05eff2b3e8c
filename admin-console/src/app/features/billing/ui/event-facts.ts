import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { StripeEventDetail } from '@orbisvoice/shared-dto';
import { formatNumber } from '@orbisvoice/shared-ui/format';
import { OvCopyButton, OvIcon } from '@orbisvoice/shared-ui/ui';
import { UtcTime } from '../../../ui/utc-time';
import { EVENT } from '../events.strings';
import { stripeLink } from '../stripe-links';

/** What is known of one event, with the ways to its tenant, its object and Stripe. */
@Component({
  selector: 'oc-event-facts',
  imports: [OvCopyButton, OvIcon, RouterLink, UtcTime],
  templateUrl: './event-facts.html',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class EventFacts {
  readonly event = input.required<StripeEventDetail>();

  protected readonly words = EVENT;
  protected readonly number = formatNumber;
  protected readonly eventLink = computed(() => stripeLink(this.event().id, this.event().isLivemode));
  protected readonly objectLink = computed(() => stripeLink(this.event().objectId ?? '', this.event().isLivemode));
}
