import type Stripe from 'stripe';
import type { Delivery, SandboxState } from '../core/state.js';
import { idOf } from '../objects/catalogue.js';
import { formatDate, formatMoment, formatMoney } from '../objects/formats.js';
import { currentPeriodEnd } from '../objects/subscriptions.js';
import { isRenewable } from '../transitions/renewing.js';
import { type Html, html, layout } from './html.js';
import { moneyBack } from './money-back.js';
import { stateBadge } from './state-badge.js';

const SHOWN = 50;

/** The account's time and post, as the overview shows and switches them. */
export interface ControlView {
  now: number;
  /** When something happens by itself next; null when nothing will. */
  next: number | null;
  isChaotic: boolean;
}

/** What happened in the account, for the developer who wonders. */
export function dashboardPage(state: SandboxState, view: ControlView): string {
  return layout(
    'Account',
    html`<h1>What happened in this account</h1>
      <p class="soft">The newest ${SHOWN} of each kind, newest first. Times are UTC.</p>
      ${controls(view)}
      ${table(
        'Subscriptions',
        ['Customer', 'Plan', 'State', 'Period ends', 'Action'],
        newest(state.subscriptions, (entry) => subscriptionRow(state, entry)),
      )}
      ${table('Customers', ['Customer', 'E-mail', 'Id', 'Created'], newest(state.customers, customerRow))}
      ${table(
        'Invoices',
        ['Number', 'Customer', 'Reason', 'State', 'Total', 'Money back'],
        newest(state.invoices, (invoice) => invoiceRow(state, invoice)),
      )}
      ${table('Webhook endpoints', ['Address', 'Events', 'State'], newest(state.webhookEndpoints, endpointRow))}
      ${table(
        'Events',
        ['When', 'Type', 'Id', 'Deliveries'],
        newest(state.events, (event) => eventRow(state, event)),
      )}`,
    'wide',
  );
}

function controls({ now, next, isChaotic }: ControlView): Html {
  const wait = next === null ? 'Nothing is due.' : `Next due: ${formatMoment(next)}.`;
  return html`<section class="card">
    <h2>Time and post</h2>
    <p>It is ${formatMoment(now)} in this account. <span class="soft">${wait} Time only moves forward.</span></p>
    <form method="post" action="/sandbox/clock">
      ${next !== null && html`<button class="small" name="by" value="next">Advance to what is due next</button>`}
      <button class="small" name="by" value="day">Advance a day</button>
      <button class="small" name="by" value="month">Advance a month</button>
    </form>
    <p>${isChaotic ? 'Webhooks arrive late, twice, out of order or not at all.' : 'Webhooks arrive once and in order.'}</p>
    <form method="post" action="/sandbox/chaos">
      <button class="small" name="post" value="${isChaotic ? 'good' : 'bad'}">
        ${isChaotic ? 'Deliver webhooks properly' : 'Deliver webhooks badly'}
      </button>
    </form>
  </section>`;
}

function newest<T>(collection: Readonly<Record<string, T>>, row: (entry: T) => Html): { rows: Html[]; total: number } {
  const all = Object.values(collection);
  return { rows: all.slice(-SHOWN).reverse().map(row), total: all.length };
}

function table(title: string, columns: readonly string[], { rows, total }: { rows: Html[]; total: number }): Html {
  if (total === 0)
    return html`<section class="card">
      <h2>${title}</h2>
      <p class="soft">None yet.</p>
    </section>`;
  const head = columns.map((column) => html`<th scope="col" class="${column === 'Total' ? 'number' : ''}">${column}</th>`);
  return html`<section class="card">
    <h2>${title} <span class="soft">${total}</span></h2>
    <div class="scroll" tabindex="0" role="region" aria-label="${title}">
      <table>
        <thead>
          <tr>
            ${head}
          </tr>
        </thead>
        <tbody>
          ${rows}
        </tbody>
      </table>
    </div>
  </section>`;
}

function subscriptionRow(state: SandboxState, subscription: Stripe.Subscription): Html {
  const customer = state.customers[idOf(subscription.customer)];
  const plans = subscription.items.data.map(({ price }) => state.products[idOf(price.product)]?.name ?? price.id).join(', ');
  const name = customer?.email ?? idOf(subscription.customer);
  const label = subscription.cancel_at_period_end ? 'End now' : 'Renew now';
  const action = isRenewable(subscription)
    ? html`<form method="post" action="/sandbox/subscriptions/${subscription.id}/renew">
        <button class="small" aria-label="${label}: ${plans} of ${name}">${label}</button>
      </form>`
    : null;
  return html`<tr>
    <td>${name}</td>
    <td>${plans}<br /><code>${subscription.id}</code></td>
    <td>${stateBadge(subscription.status)} ${subscription.cancel_at_period_end && stateBadge('ends with period')}</td>
    <td>${formatDate(currentPeriodEnd(subscription))}</td>
    <td>${action}</td>
  </tr>`;
}

function customerRow(customer: Stripe.Customer): Html {
  return html`<tr>
    <td>${customer.name ?? ''}</td>
    <td>${customer.email ?? ''}</td>
    <td><code>${customer.id}</code></td>
    <td>${formatMoment(customer.created)}</td>
  </tr>`;
}

function invoiceRow(state: SandboxState, invoice: Stripe.Invoice): Html {
  return html`<tr>
    <td><a href="/i/${invoice.id}">${invoice.number ?? 'draft'}</a></td>
    <td>${invoice.customer_email ?? ''}</td>
    <td>${(invoice.billing_reason ?? '').replaceAll('_', ' ')}</td>
    <td>${stateBadge(invoice.status)}</td>
    <td class="number">${formatMoney(invoice.total, invoice.currency)}</td>
    <td>${moneyBack(state, invoice)}</td>
  </tr>`;
}

function endpointRow(endpoint: Stripe.WebhookEndpoint): Html {
  return html`<tr>
    <td><code>${endpoint.url}</code></td>
    <td>${endpoint.enabled_events.join(', ')}</td>
    <td>${stateBadge(endpoint.status)}</td>
  </tr>`;
}

function eventRow(state: SandboxState, event: Stripe.EventBase): Html {
  const deliveries = Object.values(state.deliveries).filter((delivery) => delivery.event === event.id);
  return html`<tr>
    <td>${formatMoment(event.created)}</td>
    <td><code>${event.type}</code></td>
    <td><code>${event.id}</code></td>
    <td>${deliveries.length === 0 ? 'nobody listens' : deliveries.map(deliveryLine)}</td>
  </tr>`;
}

function deliveryLine(delivery: Delivery): Html {
  const last = delivery.attempts.at(-1);
  const outcome = last === undefined ? 'not tried yet' : (last.error ?? `HTTP ${last.status ?? ''}`);
  const tries = delivery.attempts.length > 1 ? `, ${delivery.attempts.length} tries` : '';
  return html`<div>${stateBadge(delivery.status)} <span class="soft">${outcome}${tries}</span></div>`;
}
