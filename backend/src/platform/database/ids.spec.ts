import { newId, newTransientId } from './ids.js';

const UUID_V7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const MANY = 5_000;

describe.each([
  ['newId', newId],
  ['newTransientId', newTransientId],
])('%s', (_name, make) => {
  const ids = Array.from({ length: MANY }, make);

  it('is a UUID v7, never the same twice', () => {
    for (const id of ids) expect(id).toMatch(UUID_V7);
    expect(new Set(ids).size).toBe(MANY);
  });

  it('starts with the millisecond', () => {
    const before = Date.now();
    const at = parseInt(make().replaceAll('-', '').slice(0, 12), 16);
    expect(at).toBeGreaterThanOrEqual(before);
    expect(at).toBeLessThanOrEqual(Date.now());
  });
});

describe('newId', () => {
  it('sorts in the order of its making, inside a millisecond too', () => {
    const ids = Array.from({ length: MANY }, newId);
    expect([...ids].sort()).toEqual(ids);
  });
});
