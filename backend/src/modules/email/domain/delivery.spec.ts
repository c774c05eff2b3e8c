import { deliveryOf } from './delivery.js';

describe('deliveryOf', () => {
  it.each([
    ['mailbox unavailable', { responseCode: 550, code: 'EENVELOPE' }, 'rejected'],
    ['message refused', { responseCode: 554, code: 'EMESSAGE' }, 'rejected'],
    ['greylisted', { responseCode: 451, code: 'EENVELOPE' }, 'deferred'],
    ['service closing', { responseCode: 421, code: 'EPROTOCOL' }, 'deferred'],
    ['wrong password of ours', { responseCode: 535, code: 'EAUTH' }, 'deferred'],
    ['no connection', { code: 'ECONNECTION' }, 'deferred'],
    ['timed out', { code: 'ETIMEDOUT' }, 'deferred'],
    ['unknown', {}, 'deferred'],
  ])('%s', (message, failure, kind) => expect(deliveryOf({ message, ...failure })).toEqual({ kind, reason: message }));

  it('keeps the reason short', () => expect(deliveryOf({ message: 'x'.repeat(9_999) }).reason).toHaveLength(500));
});
