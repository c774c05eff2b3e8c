import { tenantIdOf } from '../../src/platform/access/tenant-id.js';
import { newId } from '../../src/platform/database/ids.js';
import { UnsubscribeLinks } from '../../src/modules/email/services/unsubscribe-links.js';
import { startTestApp, type TestApp, type TestOwner } from '../harness/app.js';
import { press } from './choices.js';

const LIMIT = 20;
let app: TestApp;
let owner: TestOwner;

beforeAll(async () => {
  app = await startTestApp({ environment: { RATE_LIMIT_PER_MINUTE: String(LIMIT) } });
  owner = await app.signUp();
});
afterAll(() => app.close());

function tokenTo(recipient: string): string {
  const message = { id: newId(), tenantId: tenantIdOf(owner.tenantId), recipient, template: 'referral-converted' as const, data: {} };
  return app.get(UnsubscribeLinks).of(message).unsubscribeUrl?.split('/').at(-1) ?? '';
}

it('lets a provider press the buttons of all its readers from one address', async () => {
  const statuses: number[] = [];
  for (let reader = 0; reader < LIMIT * 3; reader++) statuses.push((await press(app, tokenTo(`reader-${reader}@test.example`))).status);
  expect(new Set(statuses)).toEqual(new Set([200]));
});

it('slows down one link that is pressed without end, and an address that guesses', async () => {
  const token = tokenTo('ada@test.example');
  const startedAt = performance.now();
  const answers = await Promise.all(Array.from({ length: LIMIT * 2 }, () => press(app, token)));
  // on a busy machine the presses take long enough for some to be allowed anew
  const allowedAnew = Math.ceil(((performance.now() - startedAt) / 60_000) * LIMIT);
  const pressed = answers.filter(({ status }) => status === 200).length;
  expect(pressed).toBeGreaterThanOrEqual(LIMIT);
  expect(pressed).toBeLessThanOrEqual(LIMIT + allowedAnew);
  expect(answers.filter(({ status }) => status === 429)).toHaveLength(LIMIT * 2 - pressed);
  const guesses: number[] = [];
  for (let guess = 0; guess < LIMIT * 3; guess++) guesses.push((await press(app, `guess-${guess}`)).status);
  expect(guesses[0]).toBe(404);
  expect(guesses.at(-1)).toBe(429);
});
