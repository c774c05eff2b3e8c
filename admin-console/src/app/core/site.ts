import { DOCUMENT, inject, InjectionToken } from '@angular/core';

/** What the server wrote into the page: with a host of its own, the console is elsewhere than it was built for (decision 31). */
function told(name: 'base' | 'portal', otherwise: string): string {
  return inject(DOCUMENT).querySelector<HTMLMetaElement>(`meta[name="orbis-${name}"]`)?.content || otherwise;
}

/** The path all pages of the console are below. */
export const consoleBase = (): string => told('base', '/admin/');

/** Where the customer portal is: a path on the same host, or the address of another. */
export const PORTAL_URL = new InjectionToken<string>('PORTAL_URL', { providedIn: 'root', factory: () => told('portal', '/') });
