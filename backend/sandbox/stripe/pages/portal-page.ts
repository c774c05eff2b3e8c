import type Stripe from 'stripe';
import { formatDate, formatMoney } from '../objects/formats.js';
import { currentPeriodEnd } from '../objects/subscriptions.js';
import { alertBox, cardFields, type CardFormState, testCards } from './card-fields.js';
import { type Html, html, layout } from './html.js';
import { stateBadge } from './state-badge.js';

export interface PortalView {
  session: Stripe.BillingPortal.Session;
  features: Stripe.BillingPortal.Configuration['features'];
  customer: Stripe.Customer;
  card: Stripe.PaymentMethod | null;
  subscriptions: readonly { subscription: Stripe.Subscription; name: string }[];
  invoices: readonly Stripe.Invoice[];
  form: CardFormState;
  alert: string | null;
  notice: string | null;
}

/** The customer portal: card, plan, invoices, and the way back. */
export function portalPage(view: PortalView): string {
  const { session, features } = view;
  return layout(
    'Billing',
    html`<h1>Billing of ${view.customer.name ?? view.customer.email ?? 'customer'}</h1>
      ${session.return_url && html`<p><a class="back" href="${session.return_url}">Return to the site</a></p>`}
      ${view.notice !== null && html`<p role="status"><strong>${view.notice}</strong></p>`} ${planCard(view)} ${paymentCard(view)}
      ${features.invoice_history.enabled && invoiceCard(view.invoices)} ${features.payment_method_update.enabled && testCards()}`,
  );
}

function planCard({ session, features, subscriptions }: PortalView): Html {
  const entries = subscriptions.map(({ subscription, name }) => {
    const end = formatDate(currentPeriodEnd(subscription));
    const isLive = subscription.ended_at === null;
    const action = subscription.cancel_at_period_end ? 'resume' : 'cancel';
    const isOffered = isLive && features.subscription_cancel.enabled;
    const phrase = !isLive ? 'Ended' : subscription.cancel_at_period_end ? `Ends on ${end}` : `Renews on ${end}`;
    return html`<p><strong>${name}</strong> ${stateBadge(subscription.status)}<br /><span class="soft">${phrase}</span></p>
      ${
        isOffered &&
        html`<form method="post" action="/p/session/${session.id}/${action}">
          <input type="hidden" name="subscription" value="${subscription.id}" />
          <button>${action === 'resume' ? 'Keep the plan' : cancelLabel(features)}</button>
        </form>`
      }`;
  });
  return html`<div class="card">
    <h2>Plan</h2>
    ${entries.length === 0 ? html`<p>No plan.</p>` : entries}
  </div>`;
}

function cancelLabel(features: PortalView['features']): string {
  return features.subscription_cancel.mode === 'immediately' ? 'Cancel the plan now' : 'Cancel at the end of the period';
}

function paymentCard({ session, features, card, form, alert }: PortalView): Html {
  const known = card?.card;
  const expiry = known && `${String(known.exp_month).padStart(2, '0')}/${known.exp_year}`;
  return html`<div class="card">
    <h2>Payment method</h2>
    <p>
      ${known ? html`${known.brand.toUpperCase()} ending in <strong>${known.last4}</strong>, expires ${expiry ?? ''}` : 'No card saved.'}
    </p>
    ${
      features.payment_method_update.enabled &&
      html`<form method="post" action="/p/session/${session.id}/card" novalidate>
        ${alertBox(alert)} ${cardFields(form)}
        <button class="primary" type="submit">Save as the default card</button>
      </form>`
    }
  </div>`;
}

function invoiceCard(invoices: readonly Stripe.Invoice[]): Html {
  const rows = invoices.map(
    (invoice) =>
      html`<tr>
        <td><a href="/i/${invoice.id}">${invoice.number ?? 'draft'}</a></td>
        <td>${formatDate(invoice.created)}</td>
        <td>${stateBadge(invoice.status)}</td>
        <td class="number">${formatMoney(invoice.total, invoice.currency)}</td>
      </tr>`,
  );
  return html`<div class="card">
    <h2>Invoices</h2>
    ${
      rows.length === 0
        ? html`<p>No invoices yet.</p>`
        : html`<div class="scroll" tabindex="0" role="region" aria-label="Invoices">
            <table>
              <thead>
                <tr>
                  <th scope="col">Number</th>
                  <th scope="col">Date</th>
                  <th scope="col">State</th>
                  <th scope="col" class="number">Total</th>
                </tr>
              </thead>
              <tbody>
                ${rows}
              </tbody>
            </table>
          </div>`
    }
  </div>`;
}
