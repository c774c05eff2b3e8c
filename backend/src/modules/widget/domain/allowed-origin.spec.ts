import { isAllowedOrigin } from './allowed-origin.js';

describe('isAllowedOrigin', () => {
  it('is everybody where there is no list', () => {
    for (const origin of [undefined, 'null', 'https://anywhere.example']) expect(isAllowedOrigin(origin, [])).toBe(true);
  });

  it.each([
    ['https://shop.example', true],
    ['http://shop.example', false],
    ['https://shop.example:8443', false],
    ['https://www.shop.example', false],
    ['https://shop.example.evil.example', false],
    ['https://evil.example/https://shop.example', false],
    ['http://localhost:4200', true],
    ['null', false],
    ['', false],
    [undefined, false],
  ])('%s → %s', (origin, isAllowed) => {
    expect(isAllowedOrigin(origin, ['https://Shop.example:443', 'http://localhost:4200'])).toBe(isAllowed);
  });
});
