import * as fc from 'fast-check';
import { cookieFrom, setCookie } from './cookies.js';

const options = { path: '/api/auth', maxAgeSeconds: 60, isSecure: false };

describe('cookies', () => {
  it('says everything a browser must know', () => {
    expect(setCookie('a', 'b', options)).toBe('a=b; Max-Age=60; Path=/api/auth; HttpOnly; SameSite=Strict');
    expect(setCookie('__Host-a', 'b', { ...options, path: '/', isSecure: true })).toBe(
      '__Host-a=b; Max-Age=60; Path=/; HttpOnly; SameSite=Strict; Secure',
    );
  });

  it.each(['a;b', 'a\r\nSet-Cookie: x=y', 'a b', 'a,b', 'ä', '"a"'])('refuses the value %j', (value) =>
    expect(() => setCookie('a', value, options)).toThrow(TypeError),
  );

  it('reads what it wrote, among others', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[\w.-]{0,80}$/), fc.stringMatching(/^[\w%-]{0,20}$/), (value, other) => {
        const sent = setCookie('mine', value, options).split(';')[0] ?? '';
        expect(cookieFrom(`notmine=${other}; ${sent}; mine2=${other}`, 'mine')).toBe(value);
      }),
    );
  });

  it.each([undefined, '', ';;', '=x', 'mine', 'minee=1', 'xmine=1'])('finds nothing in %j', (header) =>
    expect(cookieFrom(header, 'mine')).toBeNull(),
  );

  it('takes the first of two', () => expect(cookieFrom('mine=1; mine=2', 'mine')).toBe('1'));
});
