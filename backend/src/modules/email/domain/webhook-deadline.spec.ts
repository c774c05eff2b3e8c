import { webhookOffFrom } from './webhook-deadline.js';

const SINCE = new Date('2026-11-22T18:04:00Z');

it.each([
  ['five days after the first miss', '2026-11-23T18:10:00Z', '2026-11-27T18:04:00.000Z'],
  ['a day after a warning that came late', '2026-11-27T12:00:00Z', '2026-11-28T12:00:00.000Z'],
])('is %s', (_, warnedAt, offFrom) => {
  expect(webhookOffFrom(SINCE, new Date(warnedAt)).toISOString()).toBe(offFrom);
});
