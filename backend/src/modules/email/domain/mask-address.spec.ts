import { maskAddress } from './mask-address.js';

describe('maskAddress', () => {
  it.each([
    ['ada@example.com', 'a•••@example.com'],
    ['a@example.com', 'a•••@example.com'],
    ['éloïse.roy+news@exämple.fr', 'é•••@exämple.fr'],
    ['𝒜da@example.com', '𝒜•••@example.com'],
    ['"odd@local"@example.com', '"•••@example.com'],
  ])('shortens %s', (address, masked) => expect(maskAddress(address)).toBe(masked));

  it('gives away nothing of what is no address', () => {
    for (const text of ['', 'ada', '@example.com']) expect(maskAddress(text)).toBe('•••');
  });
});
