const DASHBOARD = 'https://dashboard.stripe.com';

/** The dashboard's page of a kind of object, by the beginning of its id. */
const PAGES: ReadonlyMap<string, string> = new Map([
  ['evt', 'events'],
  ['cus', 'customers'],
  ['sub', 'subscriptions'],
  ['in', 'invoices'],
  ['pi', 'payments'],
  ['ch', 'payments'],
  ['py', 'payments'],
  ['du', 'disputes'],
  ['dp', 'disputes'],
  ['prod', 'products'],
  ['price', 'prices'],
]);

function linkUnder(base: string, id: string): string | null {
  const page = PAGES.get(id.slice(0, id.lastIndexOf('_')));
  return page ? `${base}/${page}/${encodeURIComponent(id)}` : null;
}

/** Where Stripe's dashboard shows an object; null for a kind that has no page of its own there. */
export const stripeLink = (id: string, isLivemode: boolean): string | null => linkUnder(`${DASHBOARD}${isLivemode ? '' : '/test'}`, id);

/** The same for an object of a customer whose own page there is known: of the same account and mode. */
export function stripeLinkBeside(customerUrl: string | null, id: string): string | null {
  const base = customerUrl && /^(https?:\/\/.+)\/customers\/[^/]+$/.exec(customerUrl)?.[1];
  return base ? linkUnder(base, id) : null;
}
