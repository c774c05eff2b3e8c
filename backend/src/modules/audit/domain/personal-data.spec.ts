import { type PlainEntry, withSealedValues } from './personal-data.js';

const entry = (changes: PlainEntry['changes'], over: Partial<PlainEntry> = {}): PlainEntry => ({
  id: 'entry',
  at: new Date(0),
  action: 'agent.updated',
  actorKind: 'system',
  actorId: null,
  actorName: null,
  impersonatorId: null,
  targetType: 'agent',
  targetId: 'agent',
  changes,
  ip: null,
  traceId: null,
  ...over,
});

/** What is sealed of an entry, and whose it is. */
function sealedIn(plain: PlainEntry): unknown[] {
  const found: unknown[] = [];
  withSealedValues(plain, (text, { userId, address }) => {
    found.push({ text, userId, address });
    return null;
  });
  return found;
}

describe('personal data in the changes of an entry', () => {
  it.each([
    ['ada@test.example', 'ada@test.example'],
    ['Ada@Test.Example', 'ada@test.example'],
    ["o'brien+news@test.example", "o'brien+news@test.example"],
    ['Written to ada@test.example.', 'ada@test.example'],
    ['Ada <ada@test.example>: refused', 'ada@test.example'],
    ["'ada@test.example' is gone", 'ada@test.example'],
    ['mailto:ada@test.example?subject=x', 'ada@test.example'],
    ['[ada@test.example]', 'ada@test.example'],
    ['ada@bücher.example!', 'ada@bücher.example'],
    ['"a b"@test.example', null],
  ])('%s belongs to %s', (text, address) => {
    expect(sealedIn(entry({ note: { before: null, after: text } }))).toEqual([{ text, userId: null, address }]);
  });

  it('leaves what says nothing about anybody', () => {
    expect(sealedIn(entry({ name: { before: 'Reception', after: 'Front desk @ 9.30' }, voice: { before: null, after: 'kore' } }))).toEqual(
      [],
    );
  });

  it('takes the name of a user whatever it says', () => {
    const user = { targetType: 'user', targetId: 'ada' };
    expect(sealedIn(entry({ name: { before: null, after: 'Ada' }, role: { before: null, after: 'owner' } }, user))).toEqual([
      { text: 'Ada', userId: 'ada', address: null },
    ]);
  });
});
