import { Recents } from './recents';

describe('Recents', () => {
  it('hold each thing once, the last one first, and no more than eight', () => {
    const recents = new Recents();
    for (const id of ['1', '2', '3', '4', '5', '6', '7', '8', '9', '3'])
      recents.note({ url: `/tenants/${id}`, label: id, area: 'Tenants' });
    expect(recents.list().map(({ label }) => label)).toEqual(['3', '9', '8', '7', '6', '5', '4', '2']);
    recents.forget();
    expect(recents.list()).toEqual([]);
  });
});
