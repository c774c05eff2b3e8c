import { BUILT_IN_INTEGRATIONS, INTEGRATION_NAME } from '@orbisvoice/shared-dto/values';
import * as z from 'zod';

const MOST = 20;

/** A service next to the platform that is asked whether it is there. */
export interface WatchedService {
  readonly name: string;
  readonly url: string;
}

/** `name=https://…` pairs, separated by commas. Complaints name the service and never its address, which may hold a secret. */
export const watchedServices = z
  .string()
  .default('')
  .transform((text, context): readonly WatchedService[] => {
    const services = text.split(',').flatMap((part) => (part.trim() === '' ? [] : [pairOf(part)]));
    for (const message of complaintsOf(services)) context.addIssue({ code: 'custom', message });
    return services;
  });

function pairOf(part: string): WatchedService {
  const [name = '', ...url] = part.split('=');
  return { name: name.trim(), url: url.join('=').trim() };
}

function complaintsOf(services: readonly WatchedService[]): string[] {
  const each = services.flatMap((service, index) => {
    const complaint = complaintOf(service, services.slice(0, index));
    return complaint === null ? [] : [`${INTEGRATION_NAME.test(service.name) ? service.name : `pair ${index + 1}`} ${complaint}`];
  });
  return services.length > MOST ? [`at most ${MOST} services`, ...each] : each;
}

function complaintOf({ name, url }: WatchedService, before: readonly WatchedService[]): string | null {
  if (!INTEGRATION_NAME.test(name)) {
    return 'needs a name before its `=`: 2 to 40 small letters, digits and hyphens, a letter first (a comma inside an address is written %2C)';
  }
  if (BUILT_IN_INTEGRATIONS.some((known) => known === name)) return 'is the name of one of the platform’s own integrations';
  if (before.some((other) => other.name === name)) return 'is named twice';
  const address = URL.canParse(url) ? new URL(url) : null;
  if (!address || !/^https?:$/.test(address.protocol)) return 'needs an address that begins http:// or https://';
  return address.username === '' && address.password === '' ? null : 'must not have a user name or password in its address';
}
