import Fastify from 'fastify';
import { UsageResults } from '@orbisvoice/shared-dto';
import { compiledAnswer } from './compiled-answer.js';

const answer = {
  items: [
    { key: 'a', status: 'created', used: 7 },
    { key: 'b', status: 'refused', used: null },
  ],
  usage: {
    used: 7,
    reserved: 0,
    limit: 100,
    ceiling: 100,
    percent: 7,
    periodStart: '2026-11-01T00:00:00.000Z',
    resetsAt: '2026-12-01T00:00:00.000Z',
  },
};

describe('a compiled answer', () => {
  it('writes what zod would, and nothing the schema does not name', async () => {
    const app = Fastify();
    const leaky = { ...answer, secret: 'x', items: answer.items.map((item) => ({ ...item, tenantId: 't' })) };
    app.get('/', { schema: { response: { 200: compiledAnswer(UsageResults) } } }, () => leaky);
    const { body } = await app.inject('/');
    expect(JSON.parse(body)).toEqual(UsageResults.parse(answer));
    expect(body).not.toMatch(/secret|tenantId/);
    await app.close();
  });
});
