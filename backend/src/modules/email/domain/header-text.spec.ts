import fc from 'fast-check';
import { domainOf, headerText, messageIdOf } from './header-text.js';

describe('headerText', () => {
  it('keeps a reader from decoding what nobody encoded', () =>
    expect(headerText('=?utf-8?Q?Ada=0D=0ABcc:_all?=')).toBe('= ?utf-8?Q?Ada=0D=0ABcc:_all?='));

  it('turns an injected header into text', () => {
    expect(headerText('Hello\r\nBcc: everybody@example.com')).toBe('Hello Bcc: everybody@example.com');
  });

  it('never lets a line end through', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => expect(headerText(text)).not.toMatch(/[\r\n\0\u0085\u2028\u2029]/)));
  });

  it('leaves ordinary text alone', () => expect(headerText('Überraschung für Łukasz: 80 % 🎉')).toBe('Überraschung für Łukasz: 80 % 🎉'));
});

describe('messageIdOf', () => {
  it('lives on the domain of the sender', () => {
    expect(messageIdOf('0198', 'OrbisVoice <hello@mail.orbis.example>')).toBe('<0198@mail.orbis.example>');
    expect(domainOf('hello@orbis.example')).toBe('orbis.example');
  });
  it('refuses a sender without a domain', () => expect(() => domainOf('OrbisVoice')).toThrow('no domain'));
});
