import type { FastifyInstance, FastifyReply } from 'fastify';
import type Stripe from 'stripe';
import { z } from 'zod';
import type { Store } from '../core/store.js';
import { checkCard, type CardInput } from '../objects/cards.js';
import { idOf } from '../objects/catalogue.js';
import type { CheckoutRecord } from '../objects/checkout-record.js';
import { CARD_ALERT } from '../pages/card-fields.js';
import { challengePage, checkoutPage, type CheckoutView, closedPage, missingPage, total } from '../pages/checkout-page.js';
import { applyCode, setAddress } from '../transitions/checkout-quote.js';
import { answerChallenge, type CheckoutOutcome, currentSession, payCheckout } from '../transitions/checkout.js';

const typed = z.object({
  email: z.string().default(''),
  number: z.string().default(''),
  expiry: z.string().default(''),
  cvc: z.string().default(''),
  name: z.string().default(''),
});
const filled = z
  .string()
  .optional()
  .transform((value) => value?.trim() || null);
const addressForm = z.object({ country: filled, line1: filled, city: filled, state: filled, postal_code: filled });
const path = z.object({ id: z.string() });

/** Sends a page. */
export function sendPage(reply: FastifyReply, status: number, markup: string): FastifyReply {
  return reply.code(status).type('text/html; charset=utf-8').send(markup);
}

/** Serves the hosted Checkout. */
export function registerCheckoutPages(app: FastifyInstance, store: Store): void {
  app.get('/c/pay/:id', (request, reply) => {
    const session = sessionOf(store, path.parse(request.params).id);
    if (session === null) return sendPage(reply, 404, missingPage());
    if (session.status !== 'open') return sendPage(reply, 410, closedPage(session));
    return sendPage(reply, 200, checkoutPage(viewOf(store, session)));
  });
  app.post('/c/pay/:id', (request, reply) => {
    const session = sessionOf(store, path.parse(request.params).id);
    if (session === null) return sendPage(reply, 404, missingPage());
    return pay(store, reply, { session, input: typed.parse(request.body ?? {}) });
  });
  registerCheckoutSteps(app, store);
  app.get('/c/pay/:id/challenge', (request, reply) => {
    const session = sessionOf(store, path.parse(request.params).id);
    if (session === null) return sendPage(reply, 404, missingPage());
    if (session.status !== 'open') return sendPage(reply, 410, closedPage(session));
    if (store.state.checkouts[session.id]?.challenge === null) return reply.redirect(`/c/pay/${session.id}`, 303);
    return sendPage(reply, 200, challengePage(total(session), `/c/pay/${session.id}/challenge`));
  });
  app.post('/c/pay/:id/challenge', (request, reply) => {
    const session = sessionOf(store, path.parse(request.params).id);
    if (session === null) return sendPage(reply, 404, missingPage());
    const { answer } = z.object({ answer: z.string().default('') }).parse(request.body ?? {});
    const outcome = store.commit((draft) => answerChallenge(draft, session.id, answer === 'approve'));
    return respond(store, reply, { session, outcome, view: {} });
  });
}

/** The steps before paying: where the customer is, and the code they have. */
function registerCheckoutSteps(app: FastifyInstance, store: Store): void {
  app.post('/c/pay/:id/address', (request, reply) => {
    const session = sessionOf(store, path.parse(request.params).id);
    if (session?.status !== 'open') return sendPage(reply, 404, missingPage());
    const { country, line1, city, state, postal_code: postalCode } = addressForm.parse(request.body ?? {});
    const place = { city, country, line1, line2: null, postal_code: postalCode, state: state?.toUpperCase() ?? null };
    const refusal = country === null ? 'Choose a country.' : store.commit((draft) => setAddress(draft, session.id, place));
    if (refusal === null) return reply.redirect(`/c/pay/${session.id}`, 303);
    return sendPage(reply, 422, checkoutPage({ ...viewOf(store, session), alert: refusal, isPlaced: false }));
  });
  app.post('/c/pay/:id/code', (request, reply) => {
    const session = sessionOf(store, path.parse(request.params).id);
    if (session?.status !== 'open') return sendPage(reply, 404, missingPage());
    const { code } = z.object({ code: z.string().default('') }).parse(request.body ?? {});
    const refusal = store.commit((draft) => applyCode(draft, session.id, code.trim()));
    if (refusal === null) return reply.redirect(`/c/pay/${session.id}`, 303);
    return sendPage(reply, 422, checkoutPage({ ...viewOf(store, session), codeError: refusal, typedCode: code }));
  });
}

function sessionOf(store: Store, id: string): Stripe.Checkout.Session | null {
  if (!Object.hasOwn(store.state.checkoutSessions, id)) return null;
  return store.commit((draft) => currentSession(draft, id));
}

function viewOf(store: Store, session: Stripe.Checkout.Session): CheckoutView {
  const record = store.state.checkouts[session.id];
  const customer = session.customer === null ? undefined : store.state.customers[idOf(session.customer)];
  return {
    session,
    lines: record?.lineItems ?? [],
    trialEnd: record?.trialDays ? store.now() + record.trialDays * 86_400 : null,
    email: customer?.email ?? session.customer_email ?? '',
    isEmailFixed: Boolean(customer?.email ?? session.customer_email),
    form: { values: {}, errors: {} },
    alert: null,
    address: record?.address ?? customer?.address ?? null,
    isPlaced: record?.asksAddress !== true || record.address !== null,
    needsCard: session.payment_method_collection !== 'if_required' || session.amount_total !== 0,
    code: codeOf(store, record),
    codeError: null,
    typedCode: '',
  };
}

/** The word that brought the discount, or the coupon's name. */
function codeOf(store: Store, record: CheckoutRecord | undefined): string | null {
  const discount = record?.discount ?? null;
  if (discount === null) return null;
  const promotion = discount.promotionCode === null ? undefined : store.state.promotionCodes[discount.promotionCode];
  return promotion?.code ?? store.state.coupons[discount.coupon]?.name ?? discount.coupon;
}

function pay(
  store: Store,
  reply: FastifyReply,
  { session, input }: { session: Stripe.Checkout.Session; input: CardInput & { email: string } },
): FastifyReply {
  const view = viewOf(store, session);
  const email = view.isEmailFixed ? view.email : input.email.trim();
  const emailError = z.email().safeParse(email).success ? undefined : 'Enter an e-mail address, like you@example.com.';
  if (!view.isPlaced) return sendPage(reply, 422, checkoutPage({ ...view, alert: 'Enter your billing address first.' }));
  const check = view.needsCard ? checkCard(input, store.clock()) : { kind: 'accepted' as const, card: null };
  const values = { expiry: input.expiry, name: input.name };
  if (check.kind === 'refused' || emailError !== undefined) {
    const errors = check.kind === 'refused' ? check.errors : {};
    const alert = CARD_ALERT;
    return sendPage(reply, 422, checkoutPage({ ...view, email, form: { values, errors, emailError }, alert }));
  }
  const outcome = store.commit((draft) => payCheckout(draft, session.id, { card: check.card, email }));
  return respond(store, reply, { session, outcome, view: { email, form: { values, errors: {} } } });
}

function respond(
  store: Store,
  reply: FastifyReply,
  { session, outcome, view }: { session: Stripe.Checkout.Session; outcome: CheckoutOutcome; view: Partial<CheckoutView> },
): FastifyReply {
  switch (outcome.kind) {
    case 'paid':
      return reply.redirect((session.success_url ?? '/').replaceAll('{CHECKOUT_SESSION_ID}', session.id), 303);
    case 'challenge':
      return reply.redirect(`/c/pay/${session.id}/challenge`, 303);
    case 'declined':
      return sendPage(reply, 402, checkoutPage({ ...viewOf(store, session), ...view, alert: outcome.message }));
    case 'closed':
      return sendPage(reply, 410, closedPage(sessionOf(store, session.id) ?? session));
  }
}
