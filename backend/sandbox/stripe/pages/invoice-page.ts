import type Stripe from 'stripe';
import { formatDate, formatMoney } from '../objects/formats.js';
import { alertBox, cardFields, type CardFormState, testCards } from './card-fields.js';
import { type Html, html, layout } from './html.js';
import { stateBadge } from './state-badge.js';

export interface InvoiceView {
  invoice: Stripe.Invoice;
  form: CardFormState;
  alert: string | null;
}

/** The hosted invoice: what was billed, the PDF, and a way to pay while it is open. */
export function invoicePage({ invoice, form, alert }: InvoiceView): string {
  const money = (minor: number): string => formatMoney(minor, invoice.currency);
  const title = `Invoice ${invoice.number ?? 'draft'}`;
  const paidAt = invoice.status_transitions.paid_at;
  const content = html`<div class="card">
    <h1>${title}</h1>
    <p class="amount">${money(invoice.total)}</p>
    <p>${stateBadge(invoice.status)} ${paidAt && html`<span class="soft">on ${formatDate(paidAt)}</span>`}</p>
    <p>
      Billed to ${invoice.customer_name ?? invoice.customer_email ?? 'customer'}<br /><span class="soft"
        >Issued ${formatDate(invoice.status_transitions.finalized_at ?? invoice.created)}</span
      >
    </p>
    ${linesTable(invoice, money)}
    <p><a class="back" href="/i/${invoice.id}/pdf">Download PDF</a></p>
  </div>`;
  return layout(title, html`${content} ${invoice.status === 'open' && paymentForm({ invoice, form, alert })}`);
}

function linesTable(invoice: Stripe.Invoice, money: (minor: number) => string): Html {
  const rows = invoice.lines.data.map(
    (line) =>
      html`<tr>
        <td>${line.description ?? ''}<br /><span class="soft">${formatDate(line.period.start)} to ${formatDate(line.period.end)}</span></td>
        <td class="number">${money(line.amount)}</td>
      </tr>`,
  );
  const credit = invoice.total - (invoice.amount_paid + invoice.amount_remaining);
  return html`<table>
    <thead>
      <tr>
        <th scope="col">Description</th>
        <th scope="col" class="number">Amount</th>
      </tr>
    </thead>
    <tbody>
      ${rows}
      ${
        credit !== 0 &&
        html`<tr>
          <th scope="row">${credit > 0 ? 'Paid from credit' : 'Kept as credit'}</th>
          <td class="number">${money(-credit)}</td>
        </tr>`
      }
      <tr>
        <th scope="row">Paid</th>
        <td class="number">${money(invoice.amount_paid)}</td>
      </tr>
      <tr>
        <th scope="row">Amount due</th>
        <td class="number"><strong>${money(invoice.amount_remaining)}</strong></td>
      </tr>
    </tbody>
  </table>`;
}

function paymentForm({ invoice, form, alert }: InvoiceView): Html {
  return html`<div class="card">
      <form method="post" action="/i/${invoice.id}/pay" novalidate>
        <h2>Pay this invoice</h2>
        ${alertBox(alert)} ${cardFields(form)}
        <button class="primary" type="submit">Pay ${formatMoney(invoice.amount_remaining, invoice.currency)}</button>
      </form>
    </div>
    ${testCards()}`;
}
