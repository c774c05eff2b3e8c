import { outcomeOf, reasonText, suppressed } from './outcome.js';

const now = new Date('2026-11-26T12:00:00Z');
const young = { createdAt: now, attempts: 1 };
const at = { now, spread: 0.5 };

describe('what follows from a server’s answer', () => {
  it('is sent, with the provider’s name for it', () => {
    const outcome = outcomeOf(young, { kind: 'accepted', providerId: 'abc', transport: 'smtp' }, at);
    expect(outcome).toEqual({
      kind: 'sent',
      status: 'sent',
      error: null,
      nextAttemptAt: null,
      providerMessageId: 'abc',
      sentAt: now,
      transport: 'smtp',
      isOpen: false,
    });
  });

  it('is open when nobody answered, and only then', () => {
    const deferred = { kind: 'deferred', reason: 'later' } as const;
    expect(outcomeOf(young, deferred, at).isOpen).toBe(false);
    expect(outcomeOf(young, { ...deferred, heldBy: 'smtp' }, at).isOpen).toBe(true);
    expect(outcomeOf(young, { ...deferred, heldBy: 'smtp', wasAnswered: true }, at)).toMatchObject({ isOpen: false, transport: 'smtp' });
  });

  it('is failed at a final no', () => {
    expect(outcomeOf(young, { kind: 'rejected', reason: '550 no', transport: 'resend', isMailboxGone: false }, at)).toMatchObject({
      kind: 'failed',
      status: 'failed',
      error: '550 no',
      transport: 'resend',
    });
  });

  it('is queued again after a no for now, as long as the news is young', () => {
    const deferred = { kind: 'deferred', reason: '451 later' } as const;
    expect(outcomeOf(young, deferred, at)).toMatchObject({
      kind: 'deferred',
      status: 'queued',
      error: '451 later',
      nextAttemptAt: new Date(now.getTime() + 30_000),
    });
    const old = { attempts: 30, createdAt: new Date(now.getTime() - 24 * 3_600_000) };
    expect(outcomeOf(old, deferred, at)).toMatchObject({ kind: 'failed', status: 'failed', error: '451 later', nextAttemptAt: null });
  });

  it('waits as long as the server asks, and remembers who may have the mail', () => {
    const deferred = { kind: 'deferred', reason: '429', retryAfter: 600_000, heldBy: 'sendgrid' } as const;
    expect(outcomeOf(young, deferred, at)).toMatchObject({ nextAttemptAt: new Date(now.getTime() + 600_000), transport: 'sendgrid' });
  });

  it('is told when a mail must not leave', () => {
    expect(suppressed('unsubscribed')).toMatchObject({ kind: 'suppressed', status: 'suppressed', error: 'unsubscribed', sentAt: null });
  });
});

describe('the words of somebody else’s server', () => {
  it('become one line that every database keeps', () => {
    expect(reasonText('550\r\nno\u0000body here')).toBe('550 no body here');
  });

  it('are cut to a length', () => expect(reasonText('x'.repeat(600))).toHaveLength(500));
});
