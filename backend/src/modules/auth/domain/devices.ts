const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/\bEdgA?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\b(?:Firefox|FxiOS)\//, 'Firefox'],
  [/\b(?:Chrome|CriOS|Chromium)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
];
const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/iPhone|iPad/, 'iOS'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/CrOS/, 'ChromeOS'],
  [/Linux/, 'Linux'],
];

/**
 * `Firefox on Windows` out of a user-agent line: the family only, so that an update makes no new device of it. Null for what is no browser we
 * know, of which nothing may be repeated in a mail.
 */
export function deviceName(userAgent: string | null): string | null {
  if (userAgent === null) return null;
  const named = (list: readonly (readonly [RegExp, string])[]): string | undefined =>
    list.find(([pattern]) => pattern.test(userAgent))?.[1];
  const [browser, system] = [named(BROWSERS), named(SYSTEMS)];
  if (browser && system) return `${browser} on ${system}`;
  return browser ?? system ?? null;
}

/** An address as the server writes it; IPv4 may come as IPv6. */
const IPV4 = /^(?:::ffff:)?(\d{1,3}\.\d{1,3}\.\d{1,3})\.\d{1,3}$/i;
const IPV6 = /^[\da-f]*:[\da-f:]*(?:%\w+)?$/i;

/** Where a request came from, as an event tells it. */
export const whereabouts = ({ ip, userAgent, country = null }: RequestOrigin) => ({ device: deviceName(userAgent), ip, country });

interface RequestOrigin {
  readonly ip: string | null;
  readonly userAgent: string | null;
  readonly country?: string | null;
}

/** The network an address belongs to, wide enough not to tell where in it a person is: /24 of IPv4, /48 of IPv6. Null for no address. */
export function networkOf(ip: string | null): string | null {
  if (ip === null) return null;
  const [, network] = IPV4.exec(ip) ?? [];
  if (network) return `${network}.0/24`;
  return IPV6.test(ip) ? `${groupsOf(ip).slice(0, 3).join(':')}::/48` : null;
}

/** The first groups of an IPv6 address, without leading zeros; a `::` stands for as many zeros as are missing. */
function groupsOf(ip: string): string[] {
  const [head = '', tail] = ip.toLowerCase().split('%')[0]?.split('::') ?? [];
  const left = head.split(':').filter(Boolean);
  const right = tail === undefined ? [] : tail.split(':').filter(Boolean);
  const zeros = Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => '0');
  return [...left, ...zeros, ...right].map((group) => group.replace(/^0+(?=.)/, ''));
}
