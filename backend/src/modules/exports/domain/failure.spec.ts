import { failureOf } from './failure.js';

it.each([
  ['storage', 'ENOSPC', false, 'storage_full'],
  ['storage', 'EDQUOT', false, 'storage_full'],
  ['storage', 'EIO', false, 'storage_failed'],
  ['storage', null, false, 'storage_failed'],
  ['source', '57014', true, 'timed_out'],
  ['source', '08006', true, 'database_failed'],
  ['source', 'ENOSPC', false, 'source_failed'],
  ['source', null, false, 'source_failed'],
] as const)('what the %s says with %s is judged (of the database: %s) as %s', (origin, code, isDatabase, expected) => {
  expect(failureOf({ origin, code, isDatabase })).toBe(expected);
});
