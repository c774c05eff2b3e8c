import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { StripeEventDetail } from '@orbisvoice/shared-dto';
import { formatNumber } from '@orbisvoice/shared-ui/format';
import { OvCopyButton } from '@orbisvoice/shared-ui/ui';
import { stripeLink } from '../../../core/stripe-links';
import { StripeLink } from '../../../ui/stripe-link';
import { UtcTime } from '../../../ui/utc-time';
import { EVENT } from '../events.strings';

/** What is known of one event, with the ways to its tenant, its object and Stripe. */
@Component({
  selector: 'oc-event-facts',
  imports: [OvCopyButton, RouterLink, StripeLink, UtcTime],
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
