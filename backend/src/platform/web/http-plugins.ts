import { IncomingMessage, type OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import zlib from 'node:zlib';
import compress from '@fastify/compress';
import fastifyStatic from '@fastify/static';
import { type FastifyInstance } from 'fastify';
import helmet from 'helmet';
import { type Settings } from '../config/settings.js';
import { API_POLICY } from './csp.js';
import { noteSite } from '../access/site.js';
import { noteCountry } from './visitor-country.js';

const YEAR_SECONDS = 31_536_000;
const COMPRESS_FROM_BYTES = 1_024;
/** Up to here an answer is packed in one go, in a fraction of a millisecond; larger ones go through streams and leave the thread to others. */
const COMPRESS_AT_ONCE_BYTES = 32_768;
/** The best ratio for the time on texts of our size; the default 11 takes a hundred times as long. */
const BROTLI_QUALITY = 4;
/** In half the time of the default 6, a seventh larger: an answer of 15 kB takes 41 µs and 2.5 kB. Streams, which are files of the apps, keep to 6. */
const GZIP_LEVEL_AT_ONCE = 3;

/**
 * Security headers, compression and file sending for the whole server. Call it before the application initialises: routes that exist
 * earlier would go without compression.
 */
export async function registerHttpPlugins(instance: FastifyInstance, http: Settings['http']): Promise<void> {
  const common = { ...securityHeaders(http.publicUrl.startsWith('https:')), ...COMMON_HEADERS };
  const api = { ...common, ...API_HEADERS };
  instance.addHook('onRequest', (request, reply, done) => {
    void reply.headers(request.url.startsWith('/api/') ? api : common);
    done();
  });
  noteSite(instance, http.adminUrl);
  if (http.countryHeader) noteCountry(instance, http.countryHeader);
  await instance.register(compress, {
    global: true,
    threshold: COMPRESS_FROM_BYTES,
    syncThreshold: COMPRESS_AT_ONCE_BYTES,
    encodings: ['br', 'gzip', 'identity'],
    zlib: { ...zlib, gzipSync: (text: Buffer) => zlib.gzipSync(text, { level: GZIP_LEVEL_AT_ONCE }) },
    brotliOptions: { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY } },
  });
  // files are sent by `reply.sendFile` from lists read at boot; no route of its own
  await instance.register(fastifyStatic, { serve: false });
}

/**
 * What Helmet says of every answer, asked once: with fixed options its headers are the same for all, and its plugin for Fastify would make
 * a new Helmet and two promises for each request.
 */
function securityHeaders(isHttps: boolean): OutgoingHttpHeaders {
  const request = new IncomingMessage(new Socket());
  const response = new ServerResponse(request);
  const apply = helmet({
    contentSecurityPolicy: false,
    hsts: isHttps ? { maxAge: YEAR_SECONDS, includeSubDomains: true } : false,
    referrerPolicy: { policy: 'no-referrer' },
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    crossOriginEmbedderPolicy: false,
    xFrameOptions: { action: 'deny' },
  });
  apply(request, response, (error) => {
    if (error) throw new Error('Helmet refused its options', { cause: error });
  });
  return { ...response.getHeaders() };
}

/** The microphone is for talking to one's own agent in the portal; nothing else of the device is ever asked for. */
const COMMON_HEADERS = {
  'content-security-policy': API_POLICY,
  'permissions-policy': 'camera=(), geolocation=(), microphone=(self), payment=(), usb=(), browsing-topics=()',
  'x-robots-tag': 'noindex, nofollow',
} as const;

/** Answers of the API are private to whoever asked. */
const API_HEADERS = { 'cache-control': 'no-store' } as const;
