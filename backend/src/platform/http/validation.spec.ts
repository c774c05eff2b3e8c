import * as z from 'zod';
import { validationPipe } from './validation.js';

describe('the validation pipe', () => {
  const compiler = globalThis.Function;
  afterEach(() => {
    globalThis.Function = compiler;
  });

  it('checks bodies with the parser zod compiles', async () => {
    let compiled = 0;
    globalThis.Function = new Proxy(compiler, {
      construct: (target, source: string[]): object => {
        compiled += 1;
        return new target(...source);
      },
    });
    const schema = z.strictObject({ name: z.string(), channel: z.enum(['api', 'phone']).default('api') });
    const body = await validationPipe().transform<unknown>({ name: 'a' }, { type: 'body', schema });
    expect(body).toEqual({ name: 'a', channel: 'api' });
    expect(compiled).toBeGreaterThan(0);
  });
});
