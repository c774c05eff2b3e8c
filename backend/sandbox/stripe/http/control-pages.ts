import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { addIntervals } from '../core/periods.js';
import type { Store } from '../core/store.js';
import { dashboardPage } from '../pages/dashboard-page.js';
import type { Timekeeper } from '../timing/timekeeper.js';
import type { WebhookDispatcher } from '../webhooks/dispatcher.js';
import { sendPage } from './checkout-pages.js';

const DAY = 86_400;
/** Bad enough to meet every kind of trouble within a few events, mild enough that some arrive as they should. */
const BAD_POST = { duplicate: 0.3, reorder: true, delay: [0, 1500], drop: 0.1, seed: 1 } as const;

/** Serves the developer's overview, with the switches for time and for the post. */
export function registerControlPages(
  app: FastifyInstance,
  store: Store,
  { timekeeper, dispatcher }: { timekeeper: Timekeeper; dispatcher: WebhookDispatcher },
): void {
  app.get('/', (_request, reply) => {
    const view = { now: store.now(), next: timekeeper.nextMoment(), isChaotic: dispatcher.isChaotic };
    return sendPage(reply, 200, dashboardPage(store.state, view));
  });
  app.post('/sandbox/clock', (request, reply) => {
    const { by } = z.object({ by: z.enum(['next', 'day', 'month']) }).parse(request.body ?? {});
    const now = store.now();
    const month = addIntervals(now, { interval: 'month', interval_count: 1 }, 1);
    timekeeper.advance({ next: timekeeper.nextMoment() ?? now, day: now + DAY, month }[by]);
    return reply.redirect('/', 303);
  });
  app.post('/sandbox/chaos', (request, reply) => {
    const { post } = z.object({ post: z.enum(['bad', 'good']) }).parse(request.body ?? {});
    dispatcher.setChaos(post === 'bad' ? BAD_POST : null);
    return reply.redirect('/', 303);
  });
}
