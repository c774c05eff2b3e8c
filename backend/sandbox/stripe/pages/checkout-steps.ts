import type Stripe from 'stripe';
import { formatMoney } from '../objects/formats.js';
import { alertBox } from './card-fields.js';
import type { CheckoutView } from './checkout-view.js';
import { type Html, html } from './html.js';

const COUNTRIES: readonly (readonly [string, string])[] = [
  ['AT', 'Austria'],
  ['AU', 'Australia'],
  ['BE', 'Belgium'],
  ['CA', 'Canada'],
  ['CH', 'Switzerland'],
  ['DE', 'Germany'],
  ['ES', 'Spain'],
  ['FR', 'France'],
  ['GB', 'United Kingdom'],
  ['IE', 'Ireland'],
  ['IT', 'Italy'],
  ['JP', 'Japan'],
  ['NL', 'Netherlands'],
  ['PL', 'Poland'],
  ['US', 'United States'],
];

/** Asks where the customer is, before the price can be named. */
export function addressForm({ session, address, alert }: CheckoutView): Html {
  const options = COUNTRIES.map(
    ([code, name]) => html`<option value="${code}" ${address?.country === code && html`selected`}>${name}</option>`,
  );
  return html`<form method="post" action="/c/pay/${session.id}/address" novalidate>
    <h2>Billing address</h2>
    ${alertBox(alert)}
    <div class="field">
      <label for="country">Country</label>
      <select id="country" name="country" autocomplete="country">
        <option value="">Choose</option>
        ${options}
      </select>
    </div>
    ${plainField('line1', 'Street', 'address-line1', address?.line1)}
    <div class="row">
      ${plainField('postal_code', 'Postal code', 'postal-code', address?.postal_code)}
      ${plainField('city', 'City', 'address-level2', address?.city)}
    </div>
    ${plainField('state', 'State (in the US, like TX)', 'address-level1', address?.state)}
    <button class="primary" type="submit">Continue to payment</button>
  </form>`;
}

function plainField(name: string, label: string, ...[autocomplete, value]: [string, string | null | undefined]): Html {
  return html`<div class="field">
    <label for="${name}">${label}</label>
    <input id="${name}" name="${name}" value="${value ?? ''}" autocomplete="${autocomplete}" />
  </div>`;
}

/** The code a customer has: a field for it, or the one in use with a way to take it off. */
export function codeForm({ session, code, codeError, typedCode }: CheckoutView): Html {
  const action = `/c/pay/${session.id}/code`;
  if (code !== null) {
    return html`<form method="post" action="${action}" class="actions">
      <span>Code <strong>${code}</strong></span>
      <input type="hidden" name="code" value="" />
      <button class="small">Remove code</button>
    </form>`;
  }
  const error = codeError !== null && html`<p class="error" id="code-error">${codeError}</p>`;
  return html`<form method="post" action="${action}" novalidate>
    <div class="field">
      <label for="code">Promotion code</label>
      <div class="with-button">
        <input
          id="code"
          name="code"
          value="${typedCode}"
          autocomplete="off"
          ${error && html`aria-invalid="true" aria-describedby="code-error"`}
        />
        <button>Apply</button>
      </div>
      ${error}
    </div>
  </form>`;
}

/** What stands between the prices and the total: the discount, and the tax of the address. */
export function extras({ session, code, isPlaced, address }: CheckoutView): Html[] {
  const details = session.total_details;
  const money = (minor: number): string => formatMoney(minor, session.currency ?? 'usd');
  const row = (label: string, value: string): Html =>
    html`<tr>
      <td>${label}</td>
      <td class="number">${value}</td>
    </tr>`;
  const off = details?.amount_discount ?? 0;
  return [
    ...(off === 0 ? [] : [row(code === null ? 'Discount' : `Discount (${code})`, money(-off))]),
    ...(session.automatic_tax.enabled
      ? [row(isPlaced ? taxLabel(address) : 'Tax', isPlaced ? money(details?.amount_tax ?? 0) : 'after the address')]
      : []),
  ];
}

function taxLabel(address: Stripe.Address | null): string {
  const place = [address?.country, address?.country === 'US' ? address.state : null].filter(Boolean).join('-');
  return place === '' ? 'Tax' : `Tax (${place})`;
}
