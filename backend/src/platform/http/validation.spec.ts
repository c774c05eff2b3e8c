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

  it('takes a request without a body as one that says nothing, and names what it lacks', async () => {
    const optional = z.strictObject({ flow: z.enum(['overview', 'card']).default('overview') });
    expect(await validationPipe().transform<unknown>(undefined, { type: 'body', schema: optional })).toEqual({ flow: 'overview' });
    const lacking = validationPipe().transform<unknown>(undefined, { type: 'body', schema: z.strictObject({ name: z.string() }) });
    await expect(lacking).rejects.toMatchObject({ code: 'request.invalid', fields: [expect.objectContaining({ path: 'name' })] });
    await expect(validationPipe().transform<unknown>(null, { type: 'body', schema: optional })).rejects.toMatchObject({
      code: 'request.invalid',
    });
  });
});
