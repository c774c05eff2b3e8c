import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { OvIcon } from '@orbisvoice/shared-ui/ui';
import { STRINGS } from '../core/strings';

/** The way to an object in Stripe's dashboard, in a tab of its own. */
@Component({
  selector: 'oc-stripe-link',
  imports: [OvIcon],
  template: `
    <a class="ov-small" target="_blank" rel="noopener" [href]="url()" [attr.aria-label]="words.openOf(of())"
      >{{ words.open }} <ov-icon name="external"
    /></a>
  `,
  host: { class: 'oc-stripe-link' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class StripeLink {
  readonly url = input.required<string>();
  /** The id of the object. */
  readonly of = input.required<string>();

  protected readonly words = STRINGS.stripe;
}
