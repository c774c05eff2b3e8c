import { fieldChanges } from './field-changes.js';

describe('fieldChanges', () => {
  const before = { name: 'Ava', tools: [{ name: 'book', description: 'Books' }], isActive: true, origins: ['https://a.example'] };

  it('names only what differs, with both values', () => {
    expect(fieldChanges(before, { name: 'Eve', isActive: true })).toEqual({ name: { from: 'Ava', to: 'Eve' } });
  });

  it('compares objects by content, whatever the order of their keys', () => {
    expect(fieldChanges(before, { tools: [{ description: 'Books', name: 'book' }] })).toEqual({});
  });

  it('keeps the order of lists meaningful', () => {
    const lists = { origins: ['a', 'b'] };
    expect(fieldChanges(lists, { origins: ['b', 'a'] })).toHaveProperty('origins');
  });

  it('ignores fields that were not sent', () => {
    expect(fieldChanges(before, { name: undefined })).toEqual({});
  });

  it('sees false and the empty list as values', () => {
    expect(Object.keys(fieldChanges(before, { isActive: false, origins: [] }))).toEqual(['isActive', 'origins']);
  });
});
