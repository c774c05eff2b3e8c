import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Store } from '../core/store.js';
import { checkCard } from '../objects/cards.js';
import { idOf } from '../objects/catalogue.js';
import { CARD_ALERT } from '../pages/card-fields.js';
import { missingPage } from '../pages/checkout-page.js';
import { portalPage, type PortalView } from '../pages/portal-page.js';
import { replaceCard, setEnding } from '../transitions/portal.js';
import { cardForm } from './account-pages.js';
import { sendPage } from './checkout-pages.js';

const path = z.object({ id: z.string() });
const LIFE = 3600;

/** Serves the hosted customer portal. */
export function registerPortalPages(app: FastifyInstance, store: Store): void {
  app.get('/p/session/:id', (request, reply) => withPortal(store, request, reply, (view) => sendPage(reply, 200, portalPage(view))));
  app.post('/p/session/:id/card', (request, reply) =>
    withPortal(store, request, reply, (view) => {
      if (!view.features.payment_method_update.enabled) return sendPage(reply, 404, missingPage());
      const input = cardForm.parse(request.body ?? {});
      const check = checkCard(input, store.clock());
      if (check.kind === 'accepted') {
        store.commit((draft) => replaceCard(draft, view.customer.id, check.card));
        return done(reply, view);
      }
      const form = { values: { expiry: input.expiry, name: input.name }, errors: check.errors };
      return sendPage(reply, 422, portalPage({ ...view, form, alert: CARD_ALERT }));
    }),
  );
  for (const isEnding of [true, false]) {
    app.post(`/p/session/:id/${isEnding ? 'cancel' : 'resume'}`, (request, reply) =>
      withPortal(store, request, reply, (view) => {
        const { subscription } = z.object({ subscription: z.string().default('') }).parse(request.body ?? {});
        store.commit((draft) => setEnding(draft, view.session.id, { subscription, isEnding }));
        return done(reply, view);
      }),
    );
  }
}

/** A deep link that asked for a redirect goes there; otherwise back to the portal. */
function done(reply: FastifyReply, { session }: PortalView): FastifyReply {
  return reply.redirect(session.flow?.after_completion.redirect?.return_url ?? `/p/session/${session.id}?saved=1`, 303);
}

function withPortal(store: Store, request: FastifyRequest, reply: FastifyReply, serve: (view: PortalView) => FastifyReply): FastifyReply {
  const view = viewOf(store, path.parse(request.params).id);
  if (view === null) return sendPage(reply, 404, missingPage());
  return serve({ ...view, notice: request.url.includes('saved=1') ? 'Saved.' : null });
}

function viewOf(store: Store, id: string): PortalView | null {
  const { state } = store;
  const session = Object.hasOwn(state.portalSessions, id) ? state.portalSessions[id] : undefined;
  const customer = session && state.customers[session.customer];
  const configuration = session && state.portalConfigurations[idOf(session.configuration)];
  // The address is a bearer secret, so it works for an hour only.
  if (session === undefined || customer === undefined || configuration === undefined || session.created + LIFE < store.now()) return null;
  const subscriptions = Object.values(state.subscriptions).filter((entry) => entry.customer === customer.id);
  const method = customer.invoice_settings.default_payment_method ?? subscriptions.at(-1)?.default_payment_method ?? null;
  return {
    session,
    features: configuration.features,
    customer,
    card: method === null ? null : (state.paymentMethods[idOf(method)] ?? null),
    subscriptions: subscriptions.reverse().map((subscription) => ({
      subscription,
      name: subscription.items.data.map(({ price }) => state.products[idOf(price.product)]?.name ?? price.id).join(', '),
    })),
    invoices: Object.values(state.invoices)
      .filter((invoice) => invoice.customer === customer.id)
      .reverse(),
    form: { values: {}, errors: {} },
    alert: null,
    notice: null,
  };
}
