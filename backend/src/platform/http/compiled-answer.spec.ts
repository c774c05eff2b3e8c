import fc from 'fast-check';
import Fastify, { type FastifyInstance } from 'fastify';
import { Conversation, Stats, ToolExecution, TurnList, UsageResults } from '@orbisvoice/shared-dto';
import { arbitraryOf } from '../../../test/factories/schema.arbitrary.js';
import { compiledAnswer } from './compiled-answer.js';

/** What the hot routes answer. */
const ANSWERS = { Conversation, TurnList, ToolExecution, UsageResults, Stats };

/** The value and all objects inside it, each with a key that no schema knows. */
function leaky(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(leaky);
  if (typeof value !== 'object' || value === null) return value;
  return { tenantId: 't', ...Object.fromEntries(Object.entries(value).map(([key, child]) => [key, leaky(child)])) };
}

describe.each(Object.entries(ANSWERS))('the compiled answer of %s', (_name, schema) => {
  let app: FastifyInstance;
  let answer: unknown;

  beforeAll(() => {
    app = Fastify();
    app.get('/', { schema: { response: { 200: compiledAnswer(schema) } } }, () => answer);
  });
  afterAll(() => app.close());

  it('is what JSON.stringify makes of zod’s, and nothing the schema does not name', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryOf(schema), async (value) => {
        answer = leaky(value);
        const { statusCode, body } = await app.inject('/');
        expect(statusCode).toBe(200);
        expect(body).toBe(JSON.stringify(schema.parse(answer)));
      }),
      { numRuns: 60 },
    );
  });

  it('refuses an answer that lacks a field', async () => {
    answer = {};
    expect((await app.inject('/')).statusCode).toBe(500);
  });
});
