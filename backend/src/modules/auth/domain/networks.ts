/** An address as the server writes it; IPv4 may come as IPv6. */
const IPV4 = /^(?:::ffff:)?(\d{1,3}\.\d{1,3}\.\d{1,3})\.\d{1,3}$/i;
const IPV6 = /^[\da-f]*:[\da-f:]*(?:%\w+)?$/i;

/** The network an address belongs to, wide enough not to tell where in it a person is: /24 of IPv4, /48 of IPv6. Null for no address. */
export function networkOf(ip: string | null): string | null {
  if (ip === null) return null;
  const [, network] = IPV4.exec(ip) ?? [];
  if (network) return `${network}.0/24`;
  return IPV6.test(ip) ? `${ipv6Groups(ip).slice(0, 3).join(':')}::/48` : null;
}

/** The eight groups of an IPv6 address, in lower case without leading zeros; a `::` stands for as many zeros as are missing. */
export function ipv6Groups(ip: string): string[] {
  const [head = '', tail] = ip.toLowerCase().split('%')[0]?.split('::') ?? [];
  const left = head.split(':').filter(Boolean);
  const right = tail === undefined ? [] : tail.split(':').filter(Boolean);
  const zeros = Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => '0');
  return [...left, ...zeros, ...right].map((group) => group.replace(/^0+(?=.)/, ''));
}
