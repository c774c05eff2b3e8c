import { mayRead } from './metrics-route.js';

const from = (remoteAddress: string, headers: Record<string, string> = {}): Parameters<typeof mayRead>[0] =>
  ({ headers, socket: { remoteAddress } }) as Parameters<typeof mayRead>[0];

describe('who may read the figures', () => {
  it('is who knows the token, wherever it comes from', () => {
    expect(mayRead(from('8.8.8.8', { authorization: 'Bearer of the figures' }), 'of the figures')).toBe(true);
    expect(mayRead(from('127.0.0.1', { authorization: 'Bearer other' }), 'of the figures')).toBe(false);
    expect(mayRead(from('127.0.0.1'), 'of the figures')).toBe(false);
  });

  it('without a token is this machine, and no proxy on it', () => {
    expect(mayRead(from('::1'), undefined)).toBe(true);
    expect(mayRead(from('10.0.0.5'), undefined)).toBe(false);
    expect(mayRead(from('127.0.0.1', { 'x-forwarded-for': '127.0.0.1' }), undefined)).toBe(false);
    expect(mayRead(from('127.0.0.1', { forwarded: 'for=127.0.0.1' }), undefined)).toBe(false);
  });
});
