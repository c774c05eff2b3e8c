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

/** Where Stripe's dashboard shows an object; null for a kind that has no page of its own there. */
export function stripeLink(id: string, isLivemode: boolean): string | null {
  const page = PAGES.get(id.slice(0, id.lastIndexOf('_')));
  return page ? `${DASHBOARD}${isLivemode ? '' : '/test'}/${page}/${encodeURIComponent(id)}` : null;
}
