import { AddToolExecution, AddTurns, EndConversation, RecordUsage, StartConversation } from '@orbisvoice/shared-dto';
import Fastify, { type FastifyRequest } from 'fastify';
import * as z from 'zod';
import { median } from './paired-rounds.js';

// The bodies of the hot routes through zod and through ajv, compiled from the same schema: see README.md for how to read what it prints.
const ROUNDS = Number(process.env['ROUNDS'] ?? 21);
const BODIES = 4_000;

/** Fresh bodies, because ajv writes defaults into what it checks. */
type Validate = (body: unknown) => boolean;

interface Case {
  readonly name: string;
  readonly schema: z.ZodType;
  readonly body: unknown;
}

const id = '019ab7c2-5f10-7c3e-9d1b-3f0a5b8e2c44';
const turn = {
  speaker: 'visitor',
  text: 'Do you have a table for four on Friday evening?',
  startedAt: '2026-11-02T17:21:09.120Z',
  latencyMs: 640,
};
const usage = { key: 'call-2026-11-02-000123', quantity: 3 };

const CASES: readonly Case[] = [
  {
    name: 'start a conversation',
    schema: StartConversation,
    body: { agentId: id, sessionId: 'session-000123', channel: 'phone', visitorId: 'v-42', country: 'DE', device: 'mobile' },
  },
  { name: 'one turn', schema: AddTurns, body: { turns: [turn] } },
  { name: 'twenty turns', schema: AddTurns, body: { turns: Array.from({ length: 20 }, () => turn) } },
  { name: 'a tool execution', schema: AddToolExecution, body: { name: 'book-table', status: 'succeeded', durationMs: 812 } },
  { name: 'end a conversation', schema: EndConversation, body: { outcome: 'success', connectedSeconds: 95 } },
  { name: 'one usage event', schema: RecordUsage, body: usage },
  { name: 'a hundred usage events', schema: RecordUsage, body: Array.from({ length: 100 }, () => usage) },
];

/** Counts what is compiled at run time: zod's fast path exists only where that is allowed. */
function countCompilations(): () => number {
  let count = 0;
  globalThis.Function = new Proxy(Function, {
    construct: (target, args: string[]): object => {
      count += 1;
      return new target(...args);
    },
  });
  return () => count;
}

/** As the validation pipe calls it. */
const throughZod =
  (schema: z.ZodType): Validate =>
  (body) => {
    const result = schema['~standard'].validate(body);
    return !(result instanceof Promise) && result.issues === undefined;
  };

/**
 * Fastify's own ajv with zod's strictness: nothing converted, nothing removed, defaults filled in where ajv
 * can (not inside a union). zod's patterns stand in for formats.
 */
async function ajvCompiler(): Promise<(schema: z.ZodType) => Validate> {
  const options = {
    coerceTypes: false,
    removeAdditional: false,
    useDefaults: true,
    allErrors: false,
    validateFormats: false,
    strict: false,
  } as const;
  const app = Fastify({ ajv: { customOptions: options } });
  let request: FastifyRequest | undefined;
  app.get('/', (incoming) => {
    request = incoming;
    return 'ok';
  });
  await app.inject('/');
  return (schema) => {
    const compiled = request?.compileValidationSchema(z.toJSONSchema(schema, { target: 'draft-7', io: 'input' }));
    if (!compiled) throw new Error('no request to compile with');
    return (body) => compiled(body) === true;
  };
}

/** Nanoseconds for one body. */
function measure(validate: Validate, text: string): number {
  const bodies = Array.from({ length: BODIES }, (): unknown => JSON.parse(text));
  const started = process.hrtime.bigint();
  for (const body of bodies) if (!validate(body)) throw new Error(`refused: ${text}`);
  return Number(process.hrtime.bigint() - started) / BODIES;
}

/** Medians and the median of the ratios of the same round, in alternating order. */
function compare(zod: Validate, ajv: Validate, body: unknown): { zod: number; ajv: number; ratio: number } {
  const text = JSON.stringify(body);
  for (const validate of [zod, ajv]) for (let warmUp = 0; warmUp < 3; warmUp++) measure(validate, text);
  const rounds = Array.from({ length: ROUNDS }, (_, round) => {
    if (round % 2 === 0) return { zod: measure(zod, text), ajv: measure(ajv, text) };
    const ajvFirst = measure(ajv, text);
    return { zod: measure(zod, text), ajv: ajvFirst };
  });
  return {
    zod: median(rounds.map((round) => round.zod)),
    ajv: median(rounds.map((round) => round.ajv)),
    ratio: median(rounds.map((round) => round.zod / round.ajv)),
  };
}

const print = (text: string): boolean => process.stdout.write(`${text}\n`);
const compilations = countCompilations();
for (const { schema, body } of CASES) throughZod(schema)(structuredClone(body));
print(`zod compiled ${compilations()} object schemas at run time; jitless: ${String(z.config().jitless ?? false)}`);
print(`${ROUNDS} paired rounds of ${BODIES} bodies, Node ${process.version}; µs for one body\n`);
const compileAjv = await ajvCompiler();
for (const { name, schema, body } of CASES) {
  const { zod, ajv, ratio } = compare(throughZod(schema), compileAjv(schema), body);
  const µs = (nanoseconds: number): string => (nanoseconds / 1_000).toFixed(2).padStart(7);
  print(`${name.padEnd(24)}  zod ${µs(zod)}   ajv ${µs(ajv)}   zod ÷ ajv ${ratio.toFixed(2)}`);
}
