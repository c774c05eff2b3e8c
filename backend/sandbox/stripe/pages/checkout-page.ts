import type Stripe from 'stripe';
import { formatDate, formatMoney } from '../objects/formats.js';
import { addressForm, codeForm, extras } from './checkout-steps.js';
import { alertBox, cardFields, field, testCards } from './card-fields.js';
import type { CheckoutView } from './checkout-view.js';
import { type Html, html, layout } from './html.js';

export type { CheckoutView } from './checkout-view.js';

/** The page a customer pays on. */
export function checkoutPage(view: CheckoutView): string {
  const { session } = view;
  const names = view.lines.map((line) => line.description ?? '').join(', ');
  const back = session.cancel_url && html`<a class="back" href="${session.cancel_url}">Cancel and go back</a>`;
  const form = html`<div class="card">${view.isPlaced ? payForm(view) : addressForm(view)} ${back}</div>`;
  const cards = view.isPlaced && view.needsCard && testCards();
  return layout(`Subscribe to ${names}`, html`${summary(view, names)} ${form} ${cards}`);
}

function payForm(view: CheckoutView): Html {
  const { session } = view;
  const label = view.trialEnd === null ? `Subscribe for ${total(session)}` : 'Start trial';
  return html`<form method="post" action="/c/pay/${session.id}" novalidate>
    <h2>${view.needsCard ? 'Pay with card' : 'No card needed'}</h2>
    ${alertBox(view.alert)} ${emailField(view)} ${view.needsCard && cardFields(view.form)}
    <button class="primary" type="submit">${label}</button>
  </form>`;
}

/** What a session costs today, as people read it. */
export function total(session: Stripe.Checkout.Session): string {
  return formatMoney(session.amount_total ?? 0, session.currency ?? 'usd');
}

function summary(view: CheckoutView, names: string): Html {
  const { session } = view;
  const recurring = view.lines[0]?.price?.recurring;
  const count = recurring?.interval_count ?? 1;
  const every = count === 1 ? `per ${recurring?.interval ?? 'month'}` : `every ${count} ${recurring?.interval ?? 'month'}s`;
  const price = view.lines.reduce((sum, line) => sum + (line.price?.unit_amount ?? 0) * (line.quantity ?? 1), 0);
  const lines = view.lines.map(
    (line) =>
      html`<tr>
        <td>${line.description ?? ''} × ${line.quantity ?? 1}</td>
        <td class="number">${formatMoney(line.amount_subtotal, line.currency)}</td>
      </tr>`,
  );
  const trial = view.trialEnd && html`<p>Free until ${formatDate(view.trialEnd)}, then the price above. Nothing is charged today.</p>`;
  return html`<div class="card">
    <h1>Subscribe to ${names}</h1>
    <p class="amount">${formatMoney(price, session.currency ?? 'usd')} <small class="soft">${every}</small></p>
    ${trial}
    <table>
      <caption>
        Due today
      </caption>
      <tbody>
        ${lines} ${extras(view)}
        <tr>
          <th scope="row">Total</th>
          <td class="number"><strong>${total(session)}</strong></td>
        </tr>
      </tbody>
    </table>
    ${session.allow_promotion_codes === true && codeForm(view)}
  </div>`;
}

function emailField(view: CheckoutView): Html {
  if (view.isEmailFixed) return html`<p><strong>E-mail</strong><br />${view.email}</p>`;
  return field(
    { name: 'email', label: 'E-mail', autocomplete: 'email', inputmode: 'email', type: 'email' },
    view.email,
    view.form.emailError,
  );
}

/** The bank's page in a 3-D Secure payment. */
export function challengePage(amount: string, action: string): string {
  return layout(
    'Confirm your payment',
    html`<div class="card">
      <h1>Confirm your payment</h1>
      <p>Your bank wants to know that it is you. This stands in for its 3-D Secure page.</p>
      <p class="amount">${amount}</p>
      <form method="post" action="${action}">
        <button class="primary" name="answer" value="approve">Approve</button>
        <button name="answer" value="fail">Fail authentication</button>
      </form>
    </div>`,
  );
}

/** What a session that can no longer be paid says. */
export function closedPage(session: Stripe.Checkout.Session): string {
  const isPaid = session.status === 'complete';
  return layout(
    isPaid ? 'Already paid' : 'Session expired',
    html`<div class="card">
      <h1>${isPaid ? 'This checkout is already paid' : 'This checkout has expired'}</h1>
      <p>${isPaid ? 'Nothing more is due on this page.' : 'Go back and choose your plan again: nothing was charged.'}</p>
      ${session.cancel_url && html`<a class="back" href="${session.cancel_url}">Go back</a>`}
    </div>`,
  );
}

/** A page of the sandbox that does not exist. */
export function missingPage(): string {
  return layout(
    'Not found',
    html`<div class="card">
      <h1>Nothing here</h1>
      <p>There is no such page in this sandbox.</p>
      <a class="back" href="/">What happened in this account</a>
    </div>`,
  );
}
