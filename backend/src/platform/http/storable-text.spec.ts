import { unstorableTexts } from './storable-text.js';

describe('texts PostgreSQL cannot hold', () => {
  it('are named by their path, however deep', () => {
    const value = { name: 'fine 𝕏', turns: [{ text: 'nul \0' }, { text: 'half \ud800' }], widget: { colour: '\udc00' } };
    expect(unstorableTexts(value).map(({ path }) => path)).toEqual(['turns.0.text', 'turns.1.text', 'widget.colour']);
  });

  it('are none among whole characters, control characters, numbers, dates and nothing', () => {
    for (const value of ['𝕏 é \u0001 \u202e', 7, null, undefined, true, new Date(0), [], { at: null, emoji: '👩‍👩‍👧' }]) {
      expect(unstorableTexts(value)).toEqual([]);
    }
  });
});
