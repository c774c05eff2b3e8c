import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Json, toJson } from './core/wire.js';
import { API_ROUTES } from './http/api.js';
import type { StripeSandbox } from './server.js';
import { type Inbox, openInbox, openSandbox, WEBHOOK_SECRET } from './testing/harness.js';
import * as money from './testing/money-tours.js';
import { type RecordedAnswer, recordingSdk } from './testing/recorder.js';
import { openSdkShapes, type SdkShapes } from './testing/sdk-shapes.js';
import * as tours from './testing/tours.js';

const TOURS = [
  tours.tourCatalogue,
  tours.tourCustomers,
  tours.tourCheckout,
  tours.tourSubscriptions,
  tours.tourFailures,
  tours.tourSchedules,
  tours.tourTestClocks,
  money.tourInvoices,
  money.tourMoneyBack,
  money.tourDiscounts,
  money.tourMeters,
  money.tourPortal,
  money.tourWebhooks,
  money.tourRefusals,
];

/** Types of events that some line of the sandbox can emit. */
function emittable(folder: string): string[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /(?<!\.spec)\.ts$/.test(name));
  const sources = files.map((name) => readFileSync(join(folder, name), 'utf8'));
  return [...new Set(sources.flatMap((text) => [...text.matchAll(/\.emit\(\s*'([a-z_.]+)'/g)].map((match) => match[1] ?? '')))].sort();
}

/** What every object inside an answer says it is. */
function objectNames(body: Json): string[] {
  if (typeof body !== 'object' || body === null) return [];
  if (Array.isArray(body)) return body.flatMap(objectNames);
  const own = typeof body['object'] === 'string' ? [body['object']] : [];
  return [...own, ...Object.values(body).flatMap(objectNames)];
}

describe('what travels', () => {
  let sandbox: StripeSandbox;
  let inbox: Inbox;
  let answers: RecordedAnswer[];
  let events: RecordedAnswer[];
  let shapes: SdkShapes;

  beforeAll(async () => {
    shapes = openSdkShapes();
    inbox = await openInbox();
    const webhook = { url: inbox.url, secret: WEBHOOK_SECRET };
    ({ sandbox } = await openSandbox({ clock: () => new Date('2026-01-31T12:00:00Z'), webhook }));
    const tap = recordingSdk(sandbox.port);
    for (const tour of TOURS) await tour({ stripe: tap.stripe, sandbox });
    ({ answers } = tap);
    const before = answers.length;
    await tap.stripe.events.list({ limit: 100 }).autoPagingEach(() => undefined);
    events = answers.slice(before);
    await sandbox.settled();
  }, 120_000);
  afterAll(async () => {
    await sandbox.close();
    await inbox.close();
  });

  it('has the fields, kinds and words of the SDK, in every answer of a long tour', () => {
    const found = answers.flatMap(({ route, body }) => shapes.differences(body).map((difference) => `${route}: ${difference}`));
    expect([...new Set(found)].sort()).toEqual([]);
  });

  it('is the same in webhooks', () => {
    expect(inbox.received.length).toBeGreaterThan(events.length);
    const found = inbox.received.flatMap(({ body }) => shapes.differences(toJson(JSON.parse(body))));
    expect([...new Set(found)]).toEqual([]);
  });

  it('covers every type of object, and the compiler knows each of them', () => {
    const travelled = new Set(answers.flatMap(({ body }) => objectNames(body)));
    expect(shapes.names().filter((name) => name !== 'error' && !travelled.has(name))).toEqual([]);
    // A type the compiler could not resolve would let everything pass.
    expect(shapes.names().filter((name) => name !== 'event' && shapes.differences({ object: name }).length === 0)).toEqual([]);
  });

  it('comes from every address of the API', () => {
    const visited = new Set(answers.filter(({ status }) => status === 200).map(({ route }) => route));
    const all = API_ROUTES.map(({ method, path }) => `${method} ${path}`);
    // A refund by card arrives at once, so that it can never be cancelled.
    expect(all.filter((route) => !visited.has(route))).toEqual(['POST /v1/refunds/:id/cancel']);
  });

  it('includes every event the sandbox can emit', () => {
    const seen = new Set(
      events.flatMap(({ body }) => [...JSON.stringify(body).matchAll(/"type":"([a-z_.]+\.[a-z_]+)"/g)].map((match) => match[1])),
    );
    expect(emittable(__dirname).filter((type) => !seen.has(type))).toEqual([]);
  });

  it.each([
    ['an unknown field', { nickname: 'x' }, ['customer.nickname: unknown to the SDK']],
    ['a missing field', { balance: undefined }, ['customer.balance: missing']],
    ['another kind', { balance: '0' }, ["customer.balance: '0', but the SDK says number"]],
    ['null where a value must be', { livemode: null }, ['customer.livemode: null, but the SDK says boolean']],
    [
      'a word outside its enumeration',
      { tax_exempt: 'partly' },
      [expect.stringContaining("customer.tax_exempt: 'partly', but the SDK says")],
    ],
  ])('would show %s', (_what, damage, expected) => {
    const sound = answers.find(({ route, status }) => route === 'POST /v1/customers' && status === 200)?.body;
    if (typeof sound !== 'object' || sound === null || Array.isArray(sound)) throw new Error('no customer');
    const damaged: unknown = JSON.parse(JSON.stringify({ ...sound, ...damage }));
    expect(shapes.differences(toJson(damaged))).toEqual(expected);
  });
});
