import { errorShape } from './error-shape.js';

const TOKEN = 'Zk3v9QxT1bLr7WmYc2Ns8DfGh4JpKu6EaXo5ViRtB0w';
const shapeOf = (error: unknown, code = 'service.internal') => errorShape({ error, code, origin: 'request' });
const fail = (message: string): Error => new Error(message);

describe('the shape of an error', () => {
  it.each([
    ['no user ada.lovelace@customer.example', 'ada'],
    ['no user ada.lovelace@customer.example', 'customer.example'],
    [`reset with ${TOKEN}`, TOKEN],
    ['card 4242 4242 4242 4242 declined', '4242'],
    ['Bearer abc.def.ghi123', 'abc.def'],
    ['duplicate key, Key (email)=(ada lovelace) already exists', 'ada'],
    ['invalid input syntax for type uuid: "Grace Hopper"', 'Grace'],
    ["cannot read 'Grace Hopper'", 'Grace'],
    ['connect ECONNREFUSED 203.0.113.7:443', '203.0.113'],
    ['refused 2001:db8:0:0:0:0:0:7', '2001:db8'],
    ['GET https://user:hunter2@host.example/x?token=abcdef failed', 'hunter2'],
  ])('of %j has nothing of anybody in it', (message, secret) => {
    expect(shapeOf(fail(message)).message).not.toContain(secret);
    expect(shapeOf(message).message).not.toContain(secret);
  });

  it('keeps what helps, and is one for errors that differ in ids and numbers only', () => {
    const [first, second] = [1, 2].map((n) => shapeOf(fail(`row ${n} of 0198c1a2-7d3e-7abc-8def-01234567890${n} is locked`)));
    expect(first?.message).toBe('row 1 of 0198c1a2-7d3e-7abc-8def-012345678901 is locked');
    expect(first?.fingerprint).toBe(second?.fingerprint);
    expect(shapeOf(fail('row 1 is missing')).fingerprint).not.toBe(first?.fingerprint);
  });

  it('tells codes, places and origins apart', () => {
    const error = fail('x');
    const all = [shapeOf(error), shapeOf(error, 'service.unavailable'), errorShape({ error, code: 'service.internal', origin: 'job' })];
    expect(new Set(all.map(({ fingerprint }) => fingerprint)).size).toBe(3);
    expect(shapeOf(Object.assign(fail('y'), { code: '23505' })).code).toBe('23505');
    expect(shapeOf(Object.assign(fail('y'), { code: 'a b\nc' })).code).toBe('service.internal');
  });

  it('names the first line of the stack that is ours', () => {
    const error = fail('x');
    error.stack = [
      'Error: x',
      '    at Query.run (/app/node_modules/pg/lib/query.js:1:2)',
      '    at process.processTicks (node:internal/process:3:4)',
      '    at AgentService.read (file:///app/backend/dist/src/modules/agents/services/agent.service.js:41:7)',
    ].join('\n');
    expect(shapeOf(error).frame).toBe('AgentService.read modules/agents/services/agent.service.js:41');
    error.stack = error.stack.replace(':41:7', ':99:7');
    expect(shapeOf(error).frame).toContain(':99');
    expect(shapeOf('thrown text')).toMatchObject({ type: 'string', frame: null });
  });

  it('is bounded', () => {
    expect(shapeOf(fail('word '.repeat(10_000))).message.length).toBeLessThanOrEqual(501);
  });
});
