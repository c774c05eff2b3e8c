import type Stripe from 'stripe';
import type { SandboxState } from '../core/state.js';
import { idOf } from '../objects/catalogue.js';
import { chargeOfInvoice } from '../objects/charges.js';
import { formatMoney } from '../objects/formats.js';
import { isOpenDispute } from '../transitions/disputing.js';
import { type Html, html } from './html.js';
import { stateBadge } from './state-badge.js';

/** What can be done with the money an invoice brought, or what became of it. */
export function moneyBack(state: SandboxState, invoice: Stripe.Invoice): Html | null {
  const charge = chargeOfInvoice(state, invoice.id);
  if (charge === null) return null;
  const of = `invoice ${invoice.number ?? invoice.id}`;
  const dispute = Object.values(state.disputes).find((entry) => idOf(entry.charge) === charge.id);
  if (dispute !== undefined) {
    const choices = html`${press(`/sandbox/disputes/${dispute.id}/won`, 'Won', of)}
    ${press(`/sandbox/disputes/${dispute.id}/lost`, 'Lost', of)}`;
    return html`<div class="actions">${stateBadge(dispute.status)} ${isOpenDispute(dispute) && choices}</div>`;
  }
  if (charge.refunded) return stateBadge('refunded');
  const given =
    charge.amount_refunded > 0 && html`<span class="soft">${formatMoney(charge.amount_refunded, charge.currency)} refunded</span>`;
  const isWarned = Object.values(state.fraudWarnings).some((warning) => idOf(warning.charge) === charge.id);
  return html`<div class="actions">
    ${given} ${press(`/sandbox/charges/${charge.id}/refund`, 'Refund', of)}
    ${press(`/sandbox/charges/${charge.id}/dispute`, 'Open dispute', of)}
    ${isWarned ? stateBadge('fraud warning') : press(`/sandbox/charges/${charge.id}/warn`, 'Warn of fraud', of)}
  </div>`;
}

function press(action: string, label: string, of: string): Html {
  return html`<form method="post" action="${action}"><button class="small" aria-label="${label}: ${of}">${label}</button></form>`;
}
