import { EXPORT_FAILURES } from '@orbisvoice/shared-dto/values';
import { exportFailureWords } from './export-failure-words.js';

it.each(EXPORT_FAILURES)('%s says in a sentence what happened and what to do, and no word of ours', (failure) => {
  const { what, advice } = exportFailureWords(failure);
  expect(what).toMatch(/^[A-Z].{15,}\.$/);
  expect(advice).toMatch(/(?:written again|fewer days).*\.$/);
  expect(`${what} ${advice}`).not.toMatch(/worker|SQL|bucket|error|undefined|_/);
});

it('tells reasons apart', () => {
  expect(new Set(EXPORT_FAILURES.map((failure) => exportFailureWords(failure).what)).size).toBe(EXPORT_FAILURES.length);
});

it.each(['out_of_paper', 'constructor', ''])('has words for what it does not know: %p', (failure) => {
  expect(exportFailureWords(failure).what).toBe('It could not be written to the end.');
});
