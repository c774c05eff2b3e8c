import { fileNameOf } from './file-name.js';

const at = new Date('2026-11-27T08:09:10.123Z');

it.each([
  [{ dataset: 'members', format: 'csv' }, 'members-20261127-080910Z.csv'],
  [{ dataset: 'transcript_turns', format: 'json' }, 'transcript-turns-20261127-080910Z.jsonl'],
  [
    { dataset: 'report', format: 'pdf', from: '2026-11-01', to: '2026-11-08' },
    'report-from-2026-11-01-until-2026-11-08-20261127-080910Z.pdf',
  ],
  [
    { dataset: 'conversations', format: 'csv', from: '2026-10-25T00:00:00.000Z', to: '2026-10-25T01:00:00Z' },
    'conversations-from-2026-10-25T0000Z-until-2026-10-25T0100Z-20261127-080910Z.csv',
  ],
  [{ dataset: 'invoices', format: 'csv', to: '2026-11-08' }, 'invoices-until-2026-11-08-20261127-080910Z.csv'],
] as const)('%j is called %s', (asked, expected) => {
  expect(fileNameOf({ ...asked, at })).toBe(expected);
});
