import { requestIdOf } from './request-id.js';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/;

describe('requestIdOf', () => {
  it.each(['', 'evil\nline', 'x'.repeat(36), '00-00000000000000000000000000000000-b7ad6b7169203331-01', '1'])(
    'makes a new UUID v7 instead of %j',
    (given) => {
      expect(requestIdOf({ headers: { 'x-request-id': given } })).toMatch(UUID);
      expect(requestIdOf({ headers: { traceparent: given } })).toMatch(UUID);
    },
  );

  it('takes a UUID and a W3C trace id, the latter first', () => {
    const id = '0198C1A2-7d3e-7abc-8def-0123456789ab';
    expect(requestIdOf({ headers: { 'x-request-id': id } })).toBe(id.toLowerCase());
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    expect(requestIdOf({ headers: { 'x-request-id': id, traceparent } })).toBe('0af76519-16cd-43dd-8448-eb211c80319c');
  });
});
