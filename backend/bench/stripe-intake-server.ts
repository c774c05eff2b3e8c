import 'reflect-metadata';
import { createHmac, timingSafeEqual } from 'node:crypto';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import fastify from 'fastify';
import pg from 'pg';
import { AppModule, applicationImports } from '../src/app.module.js';
import { configureApp, httpAdapter } from '../src/configure-app.js';
import { BillingWorkerModule } from '../src/modules/billing/index.js';
import { MicroBatcher } from '../src/platform/database/micro-batcher.js';
import { readSettings } from '../src/platform/config/settings.js';
import { serveBench, WEBHOOK_SECRET } from './bench-process.js';

/** The limits are bare Fastify with only what their name says; the product is the API as it ships, the worker what takes events to the queue. */
const MODES = ['verify', 'appended', 'each', 'batched', 'product', 'worker'] as const;
export type IntakeMode = (typeof MODES)[number];

interface BareEvent {
  readonly id: string;
  readonly body: string;
}

interface Running {
  readonly url: string;
  stop(): Promise<void>;
}

const POOL_SIZE = 10;
const ANSWER = { received: true } as const;

/** HMAC, constant-time comparison, JSON.parse: the cheapest thing that may call itself verified. @throws Error for anything else */
function verified(body: Buffer, header: string): BareEvent {
  const [at = '', signature = ''] = header.split(',').map((part) => part.slice(part.indexOf('=') + 1));
  const expected = createHmac('sha256', WEBHOOK_SECRET).update(`${at}.`).update(body).digest();
  const given = Buffer.from(signature, 'hex');
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) throw new Error('signature');
  const text = body.toString('utf8');
  return { id: (JSON.parse(text) as { id: string }).id, body: text };
}

/** The inbox of the limits: one key, one payload, nothing else that would have to be kept up. */
async function bareInbox(pool: pg.Pool): Promise<void> {
  await pool.query('create table if not exists bench_events (id text primary key, payload jsonb not null)');
  await pool.query('create table if not exists bench_bodies (body text not null)');
}

async function bare(mode: Exclude<IntakeMode, 'product' | 'worker'>): Promise<Running> {
  const pool = new pg.Pool({ connectionString: process.env['BENCH_OWNER_URL'], max: POOL_SIZE });
  await bareInbox(pool);
  const insert = 'insert into bench_events (id, payload) select id, payload from unnest($1::text[], $2::jsonb[]) e (id, payload)';
  const store = async (events: readonly BareEvent[]): Promise<true[]> => {
    const values = [events.map(({ id }) => id), events.map(({ body }) => body)];
    await pool.query({ name: 'store', text: `${insert} on conflict (id) do nothing`, values });
    return events.map(() => true);
  };
  // neither key nor JSON: what a committed byte costs and nothing else, good for no inbox
  const append = async (events: readonly BareEvent[]): Promise<true[]> => {
    const values = [events.map(({ body }) => body)];
    await pool.query({ name: 'append', text: 'insert into bench_bodies (body) select * from unnest($1::text[])', values });
    return events.map(() => true);
  };
  const batcher = new MicroBatcher(mode === 'appended' ? append : store);
  const receive: Readonly<Record<typeof mode, (event: BareEvent) => Promise<unknown>>> = {
    verify: () => Promise.resolve(),
    each: (event) => store([event]),
    appended: (event) => batcher.submit(event.id, [event]),
    batched: (event) => batcher.submit(event.id, [event]),
  };
  const app = fastify({ logger: false });
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  app.post('/api/webhooks/stripe', async (request) => {
    await receive[mode](verified(request.body as Buffer, String(request.headers['stripe-signature'])));
    return ANSWER;
  });
  const url = await app.listen({ port: 0, host: '127.0.0.1' });
  return { url, stop: () => app.close().then(() => pool.end()) };
}

async function product(): Promise<Running> {
  const settings = readSettings(process.env);
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.forRoot(settings), httpAdapter(settings), {
    logger: false,
  });
  await configureApp(app);
  await app.listen(0, '127.0.0.1');
  return { url: await app.getUrl(), stop: () => app.close() };
}

/** The part of a worker process that hands stored events over; nothing takes them from the queue again. */
async function worker(): Promise<Running> {
  const module = { module: class HandOver {}, imports: [...applicationImports(readSettings(process.env)), BillingWorkerModule] };
  const context = await NestFactory.createApplicationContext(module, { logger: false });
  return { url: 'no address', stop: () => context.close() };
}

const isMode = (value: string | undefined): value is IntakeMode => MODES.some((mode) => mode === value);

const [, , mode] = process.argv;
if (!isMode(mode)) throw new Error(`which server: ${MODES.join(', ')}`);
const running = { product, worker };
serveBench(mode === 'product' || mode === 'worker' ? await running[mode]() : await bare(mode));
