import { createHmac } from 'node:crypto';
import { isMe, useApp } from './people.js';

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('access tokens', () => {
  const app = useApp();

  it('are refused in every forged form', async () => {
    const owner = await app().signUp();
    const [head = '', payload = '', signature = ''] = owner.token.split('.');
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Record<string, unknown>;
    const signed = (header: object, body: object, key: string): string => {
      const text = `${part(header)}.${part(body)}`;
      return `${text}.${createHmac('sha256', key).update(text).digest('base64url')}`;
    };
    const forged = [
      `${part({ alg: 'none', typ: 'JWT' })}.${payload}.`,
      `${part({ alg: 'none', typ: 'JWT' })}.${payload}.${signature}`,
      `${part({ alg: 'RS256', typ: 'JWT' })}.${payload}.${signature}`,
      `${part({ alg: 'HS512', typ: 'JWT' })}.${payload}.${signature}`,
      `${head}.${part({ ...claims, sub: '019a0000-0000-7000-8000-000000000000' })}.${signature}`,
      signed({ alg: 'HS256', typ: 'JWT' }, claims, 'a secret of the test suite, long enough'),
      signed({ alg: 'HS256', kid: '../../dev/null' }, claims, ''),
      owner.token.slice(0, -2),
      'a.b.c',
      '',
    ];
    for (const token of forged) expect(await isMe(app(), token)).toBe(401);
    expect(await isMe(app(), owner.token)).toBe(200);
  });

  it('say who and for how long, nothing about rights', async () => {
    const owner = await app().signUp();
    const claims = JSON.parse(Buffer.from(owner.token.split('.')[1] ?? '', 'base64url').toString()) as Record<string, number | string>;
    expect(Object.keys(claims).sort()).toEqual(['aud', 'exp', 'iat', 'iss', 'sid', 'sub', 'tid', 'typ']);
    expect(Number(claims['exp']) - Number(claims['iat'])).toBe(600);
  });
});
