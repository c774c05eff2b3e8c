import { mailboxOf } from './mailbox.js';
import { rateLimitResetOf, retryAfterOf } from './retry-after.js';

it.each([
  ['OrbisVoice <hello@orbisvoice.example>', { email: 'hello@orbisvoice.example', name: 'OrbisVoice' }],
  ['"Orbis, Voice" <hello@orbisvoice.example>', { email: 'hello@orbisvoice.example', name: 'Orbis, Voice' }],
  ['hello@orbisvoice.example', { email: 'hello@orbisvoice.example', name: null }],
  ['<hello@orbisvoice.example>', { email: 'hello@orbisvoice.example', name: null }],
])('%s', (text, mailbox) => expect(mailboxOf(text)).toEqual(mailbox));

const now = new Date('2026-03-01T12:00:00Z');
it.each([
  ['30', 30_000],
  ['Sun, 01 Mar 2026 12:01:00 GMT', 60_000],
  ['Sun, 01 Mar 2026 11:00:00 GMT', null],
  ['soon', null],
  ['-1', null],
  [null, null],
])('Retry-After %s', (value, wait) => expect(retryAfterOf(value, now)).toBe(wait));

it('X-RateLimit-Reset', () => {
  expect(rateLimitResetOf(String(now.getTime() / 1000 + 5), now)).toBe(5000);
  expect(rateLimitResetOf('1', now)).toBeNull();
  expect(rateLimitResetOf(null, now)).toBeNull();
});
