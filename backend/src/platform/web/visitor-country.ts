import { type FastifyInstance, type FastifyRequest } from 'fastify';

/** Two letters; `XX` and `ZZ` say that it is not known, and Tor's `T1` is no country. */
const COUNTRY = /^(?!XX|ZZ)[A-Z]{2}$/;

/** Notes the country of each request that came through a trusted proxy, for mails that say where somebody signed in. */
export function noteCountry(instance: FastifyInstance, header: string): void {
  instance.addHook('onRequest', (request, _reply, done) => {
    request.country = countryOf(request, header);
    done();
  });
}

/** Null when the proxy does not know it, or when nobody we trust stood between. */
function countryOf(request: FastifyRequest, header: string): string | null {
  const value = request.headers[header];
  const isProxied = (request.ips?.length ?? 0) > 1;
  return isProxied && typeof value === 'string' && COUNTRY.test(value) ? value : null;
}
