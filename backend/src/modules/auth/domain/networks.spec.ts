import { networkOf } from './networks.js';

describe('networkOf', () => {
  it.each([
    ['203.0.113.7', '203.0.113.0/24'],
    ['::ffff:203.0.113.7', '203.0.113.0/24'],
    ['2001:db8:1234:5678::1', '2001:db8:1234::/48'],
    ['2001:0db8:0034:5678:9:a:b:c', '2001:db8:34::/48'],
    ['2001:db8::1', '2001:db8:0::/48'],
    ['::1', '0:0:0::/48'],
  ])('%s belongs to %s', (ip, network) => expect(networkOf(ip)).toBe(network));

  it.each([null, '', 'unix:', 'not an address'])('is unknown for %p', (ip) => expect(networkOf(ip)).toBeNull());
});
