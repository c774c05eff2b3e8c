import type { UsageHistory } from '@orbisvoice/shared-dto';
import { expectConverged } from '../converged.js';
import type { PlanCustomer } from '../plan-customer.js';
import { Timeline, upcoming } from './timeline.js';

const DAY_MS = 86_400_000;
const isLeap = (year: number): boolean => new Date(Date.UTC(year, 1, 29)).getUTCMonth() === 1;

let timeline: Timeline;
afterEach(() => timeline.close());

/** Day and hour at which each paid invoice's period began, and at which the running one ends. */
async function edges(customer: PlanCustomer): Promise<string[]> {
  const { currentPeriodEnd } = await customer.subscription();
  const { rows } = await timeline.app.owner.query<{ start: Date }>(
    'select period_start as start from invoices where tenant_id = $1 order by period_start',
    [customer.tenantId],
  );
  return [...rows.map(({ start }) => start.toISOString()), currentPeriodEnd ?? ''].map((text) => text.slice(5, 13));
}

/** Passes so many renewals, each to a day after the running period's end. */
async function renewals(customer: PlanCustomer, count: number): Promise<void> {
  for (let round = 0; round < count; round += 1) {
    const { currentPeriodEnd } = await customer.subscription();
    await timeline.liveUntil(new Date(Date.parse(currentPeriodEnd ?? '') + DAY_MS));
    await expectConverged(customer);
  }
}

it('a plan bought on the 31st renews on the last day of short months and returns to the 31st', async () => {
  timeline = await Timeline.open({ at: upcoming(1, 31) });
  const customer = await timeline.customer();
  await customer.buy('starter');
  await renewals(customer, 4);
  expect(await edges(customer)).toEqual([
    '01-31T10',
    isLeap(timeline.now.getUTCFullYear()) ? '02-29T10' : '02-28T10',
    '03-31T10',
    '04-30T10',
    '05-31T10',
    '06-30T10',
  ]);
  const { usage, currentPeriodStart, currentPeriodEnd } = await customer.subscription();
  expect(usage).toMatchObject({ periodStart: currentPeriodStart, resetsAt: currentPeriodEnd });
});

it('a year that begins on a leap day renews on 28 February and comes back to the 29th', async () => {
  timeline = await Timeline.open({ at: upcoming(2, 29), environment: { BILLING_YEARLY: 'true' } });
  const customer = await timeline.customer();
  await customer.buy('professional/year');
  await renewals(customer, 4);
  expect(await edges(customer)).toEqual(['02-29T10', '02-28T10', '02-28T10', '02-28T10', '02-29T10', '02-28T10']);
});

it('a plan by the month on a leap day keeps the 29th where there is one', async () => {
  timeline = await Timeline.open({ at: upcoming(2, 29) });
  const customer = await timeline.customer();
  await customer.buy('starter');
  await renewals(customer, 13);
  expect(await edges(customer)).toEqual([
    '02-29T10',
    ...['03', '04', '05', '06', '07', '08', '09', '10', '11', '12', '01'].map((month) => `${month}-29T10`),
    '02-28T10',
    '03-29T10',
    '04-29T10',
  ]);
});

/** The Sunday on which Berlin's clocks go forward, at midnight UTC. */
function nextSpringSunday(): Date {
  const last = upcoming(3, 31, 0);
  return new Date(last.getTime() - last.getUTCDay() * DAY_MS);
}

it('a tenant in a zone with summer time: usage by its own days, free months from its own midnight, paid ones to the second', async () => {
  const sunday = nextSpringSunday();
  const at = (day: number, hour: number, minute = 0): Date => new Date(sunday.getTime() + day * DAY_MS + (hour * 60 + minute) * 60_000);
  timeline = await Timeline.open({ at: at(-4, 10) });
  const [free, customer] = [await timeline.customer(), await timeline.customer()];
  await timeline.app.owner.query(`update tenants set time_zone = 'Europe/Berlin' where id = any($1)`, [[free.tenantId, customer.tenantId]]);
  const year = sunday.getUTCFullYear();
  expect((await free.subscription()).usage).toMatchObject({
    periodStart: `${year}-02-${isLeap(year) ? 29 : 28}T23:00:00.000Z`,
    resetsAt: `${year}-03-31T22:00:00.000Z`,
  });
  await customer.buy('starter');
  // the last minute of Saturday, both ends of a Sunday of 23 hours, the first minute of Monday
  for (const moment of [at(-1, 22, 59), at(-1, 23, 1), at(0, 21, 59), at(0, 22, 1)]) {
    await timeline.jump(moment);
    const answer = await timeline.app.request('POST', '/billing/usage', {
      token: customer.owner.token,
      body: { key: moment.toISOString() },
    });
    expect(answer.status).toBe(200);
  }
  const { body } = await timeline.app.request<UsageHistory>('GET', '/billing/usage/history', { token: customer.owner.token });
  expect(body.items.slice(-3).map(({ count }) => count)).toEqual([1, 2, 1]);
  const { currentPeriodEnd } = await customer.subscription();
  await renewals(customer, 1);
  const { usage, currentPeriodStart } = await customer.subscription();
  expect([currentPeriodStart, usage.periodStart, usage.used]).toEqual([currentPeriodEnd, currentPeriodEnd, 0]);
  expect((await customer.subscription()).currentPeriodEnd?.slice(11, 16)).toBe('10:00');
  expect((await free.subscription()).usage).toMatchObject({
    periodStart: `${year}-03-31T22:00:00.000Z`,
    resetsAt: `${year}-04-30T22:00:00.000Z`,
  });
});
