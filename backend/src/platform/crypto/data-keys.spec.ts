import fc from 'fast-check';
import type { Config } from '../config/config.js';
import { DataKeys } from './data-keys.js';

const keysOf = (secret: string): DataKeys => new DataKeys({ data: { secret } } as Config);
const keys = keysOf('one secret of these tests, long enough');

describe('DataKeys', () => {
  it('opens what it sealed, for the same purpose only', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const sealed = keys.seal('a', text);
        expect(keys.open('a', sealed)).toBe(text);
        expect(keys.open('b', sealed)).toBeNull();
        expect(keysOf('another secret of these tests, long enough').open('a', sealed)).toBeNull();
      }),
    );
  });

  it('opens nothing that was altered anywhere', () => {
    const sealed = keys.seal('a', 'ada@example.com');
    for (let index = 0; index < sealed.length; index++) {
      const other = sealed[index] === 'A' ? 'B' : 'A';
      expect(keys.open('a', sealed.slice(0, index) + other + sealed.slice(index + 1))).toBeNull();
    }
    for (const broken of ['', 'A', `${sealed}=`, `${sealed}!`, sealed.slice(1), ` ${sealed}`]) expect(keys.open('a', broken)).toBeNull();
  });

  it('never seals a text the same way twice', () => expect(keys.seal('a', 'x')).not.toBe(keys.seal('a', 'x')));

  it('seals alike where it is asked to, and opens that like any other', () => {
    expect(keys.sealAlike('a', 'x')).toBe(keys.sealAlike('a', 'x'));
    expect(keys.open('a', keys.sealAlike('a', 'x'))).toBe('x');
    expect(keys.open('b', keys.sealAlike('a', 'x'))).toBeNull();
    const nonces = ['x', 'y', 'xy'].flatMap((text) => [keys.sealAlike('a', text).slice(0, 16), keys.sealAlike('b', text).slice(0, 16)]);
    expect(new Set(nonces).size).toBe(6);
  });

  it('hashes by purpose and secret', () => {
    expect(keys.hash('a', 'x')).toEqual(keys.hash('a', 'x'));
    expect(keys.hash('a', 'x')).not.toEqual(keys.hash('b', 'x'));
    expect(keys.hash('a', 'x')).not.toEqual(keysOf('another secret of these tests, long enough').hash('a', 'x'));
    expect(keys.hash('a', 'x')).toHaveLength(32);
  });

  it('hashes many digests as it hashes one', () => {
    const hashed = keys.digestHasher('a');
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (bytes) => {
        const digest = Buffer.from(bytes);
        expect(hashed(digest.toString('hex'))).toBe(keys.hash('a', digest).toString('hex'));
      }),
    );
  });
});
