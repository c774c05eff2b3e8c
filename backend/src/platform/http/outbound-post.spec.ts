import { isPublicAddress, outboundPost, type OutboundAnswer, RefusedAddressError } from './outbound-post.js';

describe('which addresses are the internet', () => {
  it.each(['8.8.8.8', '1.1.1.1', '2606:4700:4700::1111', '172.32.0.1', '100.128.0.1'])('%s is', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  it.each([
    ...['127.0.0.1', '0.0.0.0', '10.1.2.3', '172.16.0.1', '192.168.1.1', '169.254.169.254', '100.64.0.1', '224.0.0.1', '255.255.255.255'],
    ...[
      '::1',
      '::',
      'fe80::1',
      'fd00::1',
      '::ffff:127.0.0.1',
      '::ffff:8.8.8.8',
      '2002:7f00:1::',
      '2001:db8::1',
      '2001:20::1',
      '3fff::1',
      '64:ff9b::7f00:1',
      'ff02::1',
      'nonsense',
    ],
  ])('%s is not', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
});

describe('posting to an address somebody chose', () => {
  const post = async (url: string): Promise<OutboundAnswer> => outboundPost({ url, headers: {}, body: '{}' });

  it.each([
    'http://example.com/',
    'https://user:word@example.com/',
    'https://127.0.0.1/',
    'https://2130706433/',
    'https://0x7f.1/',
    'https://[::1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://169.254.169.254/latest/meta-data/',
    'https://localhost/',
  ])('refuses %s before a byte is sent', async (url) => {
    await expect(post(url)).rejects.toBeInstanceOf(RefusedAddressError);
  });
});
