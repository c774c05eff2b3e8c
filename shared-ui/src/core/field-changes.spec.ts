import { fieldChanges, listedChanges } from './field-changes';

describe('fieldChanges', () => {
  it('shows before and after of each field', () => {
    expect(fieldChanges({ name: { before: 'Sales', after: 'Sales EU' }, isActive: { before: true, after: false } })).toEqual([
      { field: 'name', before: 'Sales', after: 'Sales EU' },
      { field: 'isActive', before: 'true', after: 'false' },
    ]);
  });

  it('tells an empty or missing side from the text "null"', () => {
    expect(fieldChanges({ greeting: { before: null, after: 'Hello' }, note: { before: 'null', after: '' } })).toEqual([
      { field: 'greeting', before: null, after: 'Hello' },
      { field: 'note', before: 'null', after: null },
    ]);
  });

  it('keeps zero and false, and writes plain facts as the present value', () => {
    expect(fieldChanges({ percent: 80, count: 0, forced: false })).toEqual([
      { field: 'percent', before: null, after: '80' },
      { field: 'count', before: null, after: '0' },
      { field: 'forced', before: null, after: 'false' },
    ]);
  });

  it('cuts nothing of a structured value', () => {
    const [row] = fieldChanges({ tools: { before: [], after: [{ name: 'book' }] } });
    expect(row?.before).toBe('[]');
    expect(JSON.parse(row?.after ?? '')).toEqual([{ name: 'book' }]);
  });

  it('leaves away whose field it is where that stands above, and only there', () => {
    const differences = ['invoice in_1: status', 'invoice in_2: status'].map((field) => ({ field, before: 'open', after: 'paid' }));
    expect(listedChanges(differences, 'invoice in_1: ').map(({ field }) => field)).toEqual(['status', 'invoice in_2: status']);
    expect(listedChanges(differences).map(({ field }) => field)).toEqual(['invoice in_1: status', 'invoice in_2: status']);
  });
});
