import { deliveryOf, saysMailboxGone } from './delivery.js';

describe('deliveryOf', () => {
  it.each([
    ['mailbox unavailable', { responseCode: 550, code: 'EENVELOPE' }, 'rejected'],
    ['message refused', { responseCode: 554, code: 'EMESSAGE' }, 'rejected'],
    ['greylisted', { responseCode: 451, code: 'EENVELOPE' }, 'deferred'],
    ['service closing', { responseCode: 421, code: 'EPROTOCOL' }, 'deferred'],
    ['wrong password of ours', { responseCode: 535, code: 'EAUTH' }, 'deferred'],
    ['no password of ours', { responseCode: 530, code: 'EENVELOPE' }, 'deferred'],
    ['not welcome', { responseCode: 554, code: 'EPROTOCOL' }, 'deferred'],
    ['no connection', { code: 'ECONNECTION' }, 'deferred'],
    ['timed out', { code: 'ETIMEDOUT' }, 'deferred'],
    ['unknown', {}, 'deferred'],
  ])('%s', (message, failure, kind) => expect(deliveryOf({ message, ...failure })).toMatchObject({ kind, reason: message }));

  it.each([
    ['closed', { message: 'Connection closed unexpectedly', code: 'ECONNECTION' }, 'smtp'],
    ['silent', { message: 'Timeout', code: 'ETIMEDOUT' }, 'smtp'],
    ['reset', { message: 'read ECONNRESET', code: 'ESOCKET', originalCode: 'ECONNRESET' }, 'smtp'],
    ['refused', { message: 'connect ECONNREFUSED', code: 'ESOCKET', originalCode: 'ECONNREFUSED' }, undefined],
    ['never there', { message: 'Connection timeout', code: 'ETIMEDOUT' }, undefined],
    ['no greeting', { message: 'Greeting never received', code: 'ETIMEDOUT' }, undefined],
    ['answered', { message: 'Message failed: 451 later', code: 'EMESSAGE', responseCode: 451 }, undefined],
    ['wrong password', { message: 'Invalid login', code: 'EAUTH', responseCode: 535 }, undefined],
    ['closed at the greeting', { message: 'Invalid greeting. response=554 no service', code: 'EPROTOCOL', responseCode: 554 }, undefined],
  ])('says who may have the mail when the connection was %s', (_, failure, heldBy) =>
    expect(deliveryOf(failure)).toEqual({
      kind: 'deferred',
      reason: failure.message,
      isOutage: !failure.message.includes('451'),
      ...(heldBy && { heldBy }),
    }),
  );

  it('keeps the reason short', () => expect(deliveryOf({ message: 'x'.repeat(9_999) }).reason).toHaveLength(500));
});

describe('saysMailboxGone', () => {
  it.each([
    '550 5.1.1 <ann@example.com>: Recipient address rejected: User unknown in virtual mailbox table',
    '550-5.1.1 The email account that you tried to reach does not exist.',
    '550 5.2.1 The email account that you tried to reach is disabled',
    '550 No such user here',
    '553 Mailbox not found',
    '550 5.1.10 RESOLVER.ADR.RecipientNotFound',
  ])('%s', (reply) => expect(saysMailboxGone(reply)).toBe(true));

  it.each([
    '552 5.2.2 mailbox full',
    '554 5.7.1 Message rejected as spam',
    '550 5.7.515 Access denied, sending domain does not meet the required authentication level',
    '550 5.7.1 Client host blocked using Spamhaus, recipient unknown to us',
    '552 5.3.4 message too large',
    '550 5.1.8 <hello@orbisvoice.example>: Sender address rejected: Domain not found',
    '550 5.1.7 the address of the sender does not exist',
    'Mail command failed: 550 unknown user hello@orbisvoice.example',
  ])('not: %s', (reply) => expect(saysMailboxGone(reply)).toBe(false));
});
