import * as fc from 'fast-check';
import { type Logger } from 'pino';
import { createLogger } from './logger.js';
import { maskFields } from './mask-fields.js';
import { maskText } from './mask-text.js';
import { NestLogger } from './nest-logger.js';
import { runInTrace } from './trace-context.js';

const CANARY = 'c4naryC4NARYc4nary';
const EMAIL = 'ada.lovelace@customer.example';
const TOKEN = 'Zk3v9QxT1bLr7WmYc2Ns8DfGh4JpKu6EaXo5ViRtB0w';

function capture(format: 'json' | 'pretty' = 'json'): { lines: string[]; logger: Logger } {
  const lines: string[] = [];
  return { lines, logger: createLogger({ level: 'trace', format }, 'api', { write: (line: string) => void lines.push(line) }) };
}

class DriverError extends Error {
  readonly code = '23505';
  readonly detail = `Key (email)=(${EMAIL}) already exists. ${CANARY}`;
  readonly parameters = [CANARY];
  readonly query = `insert ${CANARY}`;
}

describe('the log', () => {
  const keys = ['password', 'newPassword', 'passwordHash', 'authorization', 'Authorization', 'cookie', 'set-cookie', 'token', 'refreshToken', 'secret',
    'clientSecret', 'apiKey', 'api_key', 'privateKey', 'card', 'cardNumber', 'cvc', 'credentials', 'signature', 'totpSecret']; // prettier-ignore

  it.each(keys)('never writes the value of %s, at any depth', (key) => {
    const { lines, logger } = capture();
    logger.info({ [key]: CANARY }, 'flat');
    logger.info({ a: { b: [{ [key]: CANARY }] } }, 'deep');
    logger.info({ [key]: { inside: [CANARY] } }, 'object');
    logger.child({ [key]: CANARY }).warn('bound');
    new NestLogger(logger).error({ request: { headers: { [key]: CANARY } } });
    expect(lines).toHaveLength(5);
    expect(lines.join('')).not.toContain(CANARY);
  });

  const secrets: readonly (readonly [string, string])[] = [
    [`Bearer ${CANARY}`, CANARY],
    [`postgres://orbis:${CANARY}@db/orbis`, CANARY],
    [`GET /verify?token=${CANARY}&next=1`, CANARY],
    [`eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhZGEifQ.${CANARY}`, CANARY],
    [`$argon2id$v=19$m=19456,t=2,p=1$${CANARY}$${CANARY}`, CANARY],
    [`sk_live_${CANARY}`, CANARY],
    [`whsec_${CANARY}`, CANARY],
    [`reset link ${TOKEN}`, TOKEN],
    [`key ov_live_${TOKEN}`, TOKEN],
    [`card 4242 4242 4242 4242 declined`, '4242 4242'],
    [`card 4242424242424242`, '4242424242424242'],
    [`no user ${EMAIL}`, 'ada.lovelace'],
  ];
  it.each(secrets)('masks %s wherever it stands', (text, secret) => {
    const { lines, logger } = capture();
    const nest = new NestLogger(logger);
    logger.info(text);
    logger.info({ note: text }, 'field');
    logger.error(new Error(text));
    logger.error({ err: new Error('outer', { cause: new Error(text) }) }, 'cause');
    logger.info('%s and %o', text, { text });
    logger.child({ note: text }).info('bound');
    nest.error('failed', new Error(text));
    nest.warn(text, text, 'Context');
    nest.fatal(new Error(text));
    runInTrace(text, () => nest.log('traced'));
    expect(lines).toHaveLength(10);
    for (const line of lines) {
      expect(line).not.toContain(secret);
      expect(() => JSON.parse(line) as unknown).not.toThrow();
    }
  });

  it('writes what helps of a driver error, and nothing of its row', () => {
    const { lines, logger } = capture();
    new NestLogger(logger).error('query failed', new DriverError('duplicate key'));
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      level: 'error',
      msg: 'query failed',
      err: { message: 'duplicate key', code: '23505' },
    });
    expect(lines[0]).not.toContain(CANARY);
    expect(lines[0]).not.toContain('ada.lovelace');
  });

  it('keeps what people need: ids, counts, prices, times', () => {
    const text = 'agent 0198c1a2-7d3e-7abc-8def-0123456789ab 12345678901234567890 2026-11-22T10:00:00.000Z 4900 cents, order 1234567890123';
    expect(maskText(text)).toBe(text);
    expect(maskFields({ apiKeyId: 'x', tokenCount: 3, keyPrefix: 'ov_live_ab' })).toEqual({
      apiKeyId: 'x',
      tokenCount: 3,
      keyPrefix: 'ov_live_ab',
    });
  });

  it('cannot be split into lines or made to send terminal sequences', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.constantFrom('json' as const, 'pretty' as const), (text, format) => {
        const { lines, logger } = capture(format);
        logger.info({ [text]: text, nested: { text } }, text);
        logger.info('\n{"level":"error"}\u001b[2J\u009b31m\u2028');
        for (const line of lines) {
          expect(line.endsWith('\n')).toBe(true);
          expect(line.slice(0, -1)).not.toMatch(/\p{Cc}|\p{Zl}|\p{Zp}/u);
        }
      }),
    );
  });

  // a pattern that backtracks would be at it for hours
  it.each(['a', 'a.', '1', '4', 'eyJa', 'x@', '@a.', '://a', '&token=', 'Bearer '])(
    'takes a hostile line of %s, and makes it at most twice as long',
    (piece) => {
      const line = piece.repeat(50_000 / piece.length);
      expect(maskText(line).length).toBeLessThanOrEqual(2 * line.length);
    },
  );

  it('survives cycles, depth and bulk', () => {
    const cycle: Record<string, unknown> = { list: Array.from({ length: 100 }, (_, n) => n) };
    cycle['self'] = cycle;
    expect(JSON.stringify(maskFields(cycle)).length).toBeLessThan(1_000);
    expect(maskFields({ big: 'x'.repeat(100_000) })).toEqual({ big: expect.stringMatching(/100000 characters/) });
  });
});
