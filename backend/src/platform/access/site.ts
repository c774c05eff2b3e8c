import { type FastifyInstance, type FastifyRequest } from 'fastify';

/** What a host serves: one of the two applications with its part of the API, or both where the console has no host of its own. */
export type Site = 'portal' | 'console' | 'both';

declare module 'fastify' {
  interface FastifyRequest {
    /** Which application's host was asked (decision 31). */
    site: Site;
    /** False for a page of somewhere else that calls the console's host. */
    isOwnPage: boolean;
  }
}

/** Staff's part of the API, by the route that matched: the path as sent may be written in many ways. */
const STAFF_ROUTES = /^\/api\/(admin|email-previews)(\/|$)/;
/** What the console calls besides: signing in and out. */
const CONSOLE_ROUTES = /^\/api\/(admin|email-previews|auth|health)(\/|$)/;

/** Notes which application's host each request was sent to. A name nobody set is the main host's: probes ask by address. */
export function noteSite(instance: FastifyInstance, adminUrl: string | null): void {
  const adminHost = adminUrl === null ? null : new URL(adminUrl).host;
  instance.decorateRequest('site', 'both');
  instance.decorateRequest('isOwnPage', true);
  instance.addHook('onRequest', (request, _reply, done) => {
    if (adminHost !== null) request.site = request.host.toLowerCase() === adminHost ? 'console' : 'portal';
    const { origin } = request.headers;
    request.isOwnPage = request.site !== 'console' || origin === undefined || origin === adminUrl;
    done();
  });
}

/** Whether the host that was asked has this route at all: staff's routes are on the console's alone, and it has little else. */
export function isServedHere({ site, routeOptions }: FastifyRequest): boolean {
  if (site === 'both') return true;
  const route = routeOptions.url ?? '';
  return site === 'console' ? CONSOLE_ROUTES.test(route) : !STAFF_ROUTES.test(route);
}

/** Whether the session of an application may be used on the host that was asked, by a page of that very host. */
export const mayUseSessionOf = (client: 'portal' | 'console', { site, isOwnPage }: FastifyRequest): boolean =>
  isOwnPage && (site === 'both' || site === client);
