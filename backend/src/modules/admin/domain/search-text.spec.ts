import { readSearch } from './search-text.js';

describe('what somebody typed into the search', () => {
  it('is an id where it looks like one', () => {
    const id = '0190B1F0-0000-7000-8000-000000000000';
    expect(readSearch(` ${id} `)).toEqual({ kind: 'uuid', id: id.toLowerCase() });
    expect(readSearch('evt_1Pabc234')).toEqual({ kind: 'stripe', id: 'evt_1Pabc234' });
    expect(readSearch('cus_1Pabc234')).toEqual({ kind: 'stripe', id: 'cus_1Pabc234' });
  });

  it('is a text otherwise, whose signs mean themselves', () => {
    expect(readSearch('50%_A\\')).toEqual({
      kind: 'text',
      patterns: { exact: '50%_a\\', prefix: '50\\%\\_a\\\\%', within: '%50\\%\\_a\\\\%' },
      actions: [],
    });
  });

  it('looks for two characters at the beginning only', () => {
    expect(readSearch('Ac')).toMatchObject({ patterns: { exact: 'ac', prefix: 'ac%', within: null } });
  });

  it('is an action from its point on', () => {
    expect(readSearch('api_key')).toMatchObject({ actions: [] });
    expect(readSearch('API_key.re')).toMatchObject({ actions: ['api_key.revoked'] });
    expect(readSearch('agent.')).toMatchObject({ actions: ['agent.created', 'agent.updated', 'agent.deleted'] });
  });
});
