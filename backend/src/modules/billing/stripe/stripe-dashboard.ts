import { Injectable } from '@nestjs/common';
import { Config } from '../../../platform/config/config.js';
import { StripeClient } from './stripe.client.js';

const DASHBOARD = 'https://dashboard.stripe.com';

/** The dashboard's page of a kind of object, by the beginning of its id. */
const PAGES: ReadonlyMap<string, string> = new Map([
  ['cus', 'customers'],
  ['sub', 'subscriptions'],
  ['in', 'invoices'],
  ['evt', 'events'],
]);

/** Where Stripe's dashboard shows an object. */
@Injectable()
export class StripeDashboard {
  constructor(
    private readonly stripe: StripeClient,
    private readonly config: Config,
  ) {}

  /** Null for a kind without a page of its own, and for an account that is not at Stripe itself. */
  urlOf(id: string): string | null {
    const page = PAGES.get(id.slice(0, id.indexOf('_')));
    if (!page || this.config.stripe.apiUrl !== undefined) return null;
    return `${DASHBOARD}${this.stripe.isLivemode ? '' : '/test'}/${page}/${encodeURIComponent(id)}`;
  }
}
