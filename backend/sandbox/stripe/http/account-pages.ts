import type { FastifyInstance, FastifyReply } from 'fastify';
import type Stripe from 'stripe';
import { z } from 'zod';
import type { Draft } from '../core/draft.js';
import { StripeProblem } from '../core/problem.js';
import type { Store } from '../core/store.js';
import { asksChallenge, checkCard, type CardInput } from '../objects/cards.js';
import { invoiceOfCharge } from '../objects/charges.js';
import { CARD_ALERT } from '../pages/card-fields.js';
import { challengePage, missingPage } from '../pages/checkout-page.js';
import { invoicePage, type InvoiceView } from '../pages/invoice-page.js';
import { formatMoney } from '../objects/formats.js';
import { invoicePdf } from '../pdf/invoice-pdf.js';
import { attachCard } from '../objects/payments.js';
import { customerOf } from '../transitions/invoicing.js';
import { renew } from '../transitions/renewing.js';
import { closeDispute, openDispute, warnOfFraud } from '../transitions/disputing.js';
import { chargeBehind, refundCharge } from '../transitions/refunding.js';
import { payInvoice } from '../transitions/settling.js';
import { sendPage } from './checkout-pages.js';

const path = z.object({ id: z.string() });
export const cardForm = z.object({
  number: z.string().default(''),
  expiry: z.string().default(''),
  cvc: z.string().default(''),
  name: z.string().default(''),
});

/** Serves the button that ends a period, and the hosted invoices. */
export function registerAccountPages(app: FastifyInstance, store: Store): void {
  app.post('/sandbox/subscriptions/:id/renew', (request, reply) => {
    store.commit((draft) => renew(draft, path.parse(request.params).id));
    return reply.redirect('/', 303);
  });
  registerMoneyButtons(app, store);
  app.get('/i/:id', (request, reply) => {
    const invoice = invoiceOf(store, path.parse(request.params).id);
    return invoice === null ? sendPage(reply, 404, missingPage()) : sendPage(reply, 200, invoicePage(plain(invoice)));
  });
  app.get('/i/:id/pdf', (request, reply) => {
    const invoice = invoiceOf(store, path.parse(request.params).id);
    if (invoice === null) return sendPage(reply, 404, missingPage());
    reply.header('content-disposition', `inline; filename="${invoice.number ?? invoice.id}.pdf"`);
    return reply.type('application/pdf').send(invoicePdf(invoice));
  });
  app.post('/i/:id/pay', (request, reply) => {
    const invoice = invoiceOf(store, path.parse(request.params).id);
    if (invoice === null) return sendPage(reply, 404, missingPage());
    return pay(store, reply, { invoice, input: cardForm.parse(request.body ?? {}) });
  });
  app.get('/i/:id/challenge', (request, reply) => {
    const invoice = invoiceOf(store, path.parse(request.params).id);
    if (invoice === null) return sendPage(reply, 404, missingPage());
    if (store.state.invoiceChallenges[invoice.id] === undefined) return reply.redirect(`/i/${invoice.id}`, 303);
    return sendPage(reply, 200, challengePage(formatMoney(invoice.amount_remaining, invoice.currency), `/i/${invoice.id}/challenge`));
  });
  app.post('/i/:id/challenge', (request, reply) => {
    const invoice = invoiceOf(store, path.parse(request.params).id);
    if (invoice === null) return sendPage(reply, 404, missingPage());
    const { answer } = z.object({ answer: z.string().default('') }).parse(request.body ?? {});
    return answerChallenge(store, reply, { invoice, isApproved: answer === 'approve' });
  });
}

/** The buttons of the overview that send money back, and the receipt of a charge. */
function registerMoneyButtons(app: FastifyInstance, store: Store): void {
  const press = (address: string, act: (draft: Draft, id: string) => object): void => {
    app.post(address, (request, reply) => {
      store.commit((draft) => act(draft, path.parse(request.params).id));
      return reply.redirect('/', 303);
    });
  };
  press('/sandbox/charges/:id/refund', (draft, id) => refundCharge(draft, chargeBehind(draft, id), { reason: 'requested_by_customer' }));
  press('/sandbox/charges/:id/dispute', (draft, id) => openDispute(draft, chargeBehind(draft, id)));
  press('/sandbox/charges/:id/warn', (draft, id) => warnOfFraud(draft, chargeBehind(draft, id)));
  press('/sandbox/disputes/:id/won', (draft, id) => closeDispute(draft, id, 'won'));
  press('/sandbox/disputes/:id/lost', (draft, id) => closeDispute(draft, id, 'lost'));
  app.get('/receipts/:id', (request, reply) => {
    const charge = new Map(Object.entries(store.state.charges)).get(path.parse(request.params).id);
    const invoice = charge === undefined ? null : invoiceOfCharge(store.state, charge);
    return invoice === null ? sendPage(reply, 404, missingPage()) : reply.redirect(`/i/${invoice.id}`, 303);
  });
}

function invoiceOf(store: Store, id: string): Stripe.Invoice | null {
  return Object.hasOwn(store.state.invoices, id) ? (store.state.invoices[id] ?? null) : null;
}

function plain(invoice: Stripe.Invoice): InvoiceView {
  return { invoice, form: { values: {}, errors: {} }, alert: null };
}

function answerChallenge(
  store: Store,
  reply: FastifyReply,
  { invoice, isApproved }: { invoice: Stripe.Invoice; isApproved: boolean },
): FastifyReply {
  const waiting = store.state.invoiceChallenges[invoice.id];
  if (waiting === undefined || invoice.status !== 'open') return reply.redirect(`/i/${invoice.id}`, 303);
  store.commit((draft) => {
    draft.remove('invoiceChallenges', invoice.id);
    if (isApproved) payInvoice(draft, invoice.id, { method: waiting.paymentMethod, isAuthenticated: true });
  });
  if (isApproved) return reply.redirect(`/i/${invoice.id}`, 303);
  const alert = 'We are unable to authenticate your payment method. Please choose a different payment method and try again.';
  return sendPage(reply, 402, invoicePage({ ...plain(invoice), alert }));
}

function pay(store: Store, reply: FastifyReply, { invoice, input }: { invoice: Stripe.Invoice; input: CardInput }): FastifyReply {
  if (invoice.status !== 'open') return reply.redirect(`/i/${invoice.id}`, 303);
  const check = checkCard(input, store.clock());
  const values = { expiry: input.expiry, name: input.name };
  if (check.kind === 'refused') {
    const alert = CARD_ALERT;
    return sendPage(reply, 422, invoicePage({ invoice, form: { values, errors: check.errors }, alert }));
  }
  if (asksChallenge(check.card.behaviour)) {
    store.commit((draft) => {
      const method = attachCard(draft, draft.need('customers', customerOf(invoice)), check.card);
      draft.put('invoiceChallenges', { id: invoice.id, paymentMethod: method.id });
    });
    return reply.redirect(`/i/${invoice.id}/challenge`, 303);
  }
  const { decline } = store.commit((draft) => {
    const customer = draft.need('customers', customerOf(invoice));
    return payInvoice(draft, invoice.id, { method: attachCard(draft, customer, check.card).id });
  });
  if (decline === null) return reply.redirect(`/i/${invoice.id}`, 303);
  const current = invoiceOf(store, invoice.id);
  if (current === null) throw new StripeProblem(404, 'No such invoice');
  return sendPage(reply, 402, invoicePage({ invoice: current, form: { values, errors: {} }, alert: decline.message }));
}
