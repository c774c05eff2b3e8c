import { choiceOf, choiceText, isOptional, normalAddress } from './mail-choice.js';

const choice = { tenantId: 't', messageId: 'm', recipient: 'r', category: 'usage_80', topic: null } as const;

it('reads what it wrote', () => expect(choiceOf(choiceText(choice))).toEqual(choice));

it('keeps the list a mail belongs to', () => {
  const ofList = { ...choice, category: 'reports', topic: 'schedule' } as const;
  expect(choiceOf(choiceText(ofList))).toEqual(ofList);
});

it.each(['{}', '[]', '["t","m","r"]', '["t","m","r",1]', '["t","m","r","gossip"]', '["","m","r","billing"]', 'null'])(
  'makes nothing of %s',
  (text) => expect(choiceOf(text)).toBeNull(),
);

it('lets people choose about reports, and not about security', () => {
  expect(isOptional('reports')).toBe(true);
  expect(isOptional('usage_100')).toBe(true);
  for (const category of ['security', 'billing', 'account'] as const) expect(isOptional(category)).toBe(false);
});

it('knows an address in any spelling', () => expect(normalAddress(' Ada@Example.COM ')).toBe('ada@example.com'));
