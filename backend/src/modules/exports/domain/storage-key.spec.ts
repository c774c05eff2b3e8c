import { isStorageKey, storageKeyOf } from './storage-key.js';

const [TENANT, EXPORT, FILE] = ['1', '2', '3'].map((digit) => `0190b1f0-0000-7000-8000-00000000000${digit}`) as [string, string, string];

it('a key is ours, and nothing like it is', () => {
  const key = storageKeyOf(TENANT, EXPORT, FILE);
  expect(key).toBe(`exports/${TENANT}/${EXPORT}-${FILE}`);
  expect(isStorageKey(key)).toBe(true);
  for (const other of [key.slice(8), `a/${key}`, `${key}/a`, `${key} `, `exports/${TENANT}/notes`, `exports/${EXPORT}-${FILE}`, 'exports/'])
    expect([other, isStorageKey(other)]).toEqual([other, false]);
});
