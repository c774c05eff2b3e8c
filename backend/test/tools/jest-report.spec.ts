import {
  countTests,
  failuresOf,
  type FileOfReport,
  filesToRepeat,
  type JestReport,
  mergeRuns,
  type TestOfReport,
} from '../../../tools/workspace/jest-report.mjs';

type Status = TestOfReport['status'];

const test = (fullName: string, status: Status, why?: string): TestOfReport => ({
  fullName,
  status,
  failureMessages: why === undefined ? [] : [why],
});

/** A file as Jest reports it: failed when one of its tests is, or when it says what went wrong outside them. */
function file(name: string, tests: readonly TestOfReport[], outside?: string): FileOfReport {
  const isFailed = outside !== undefined || tests.some(({ status }) => status === 'failed');
  const message = outside === undefined ? '' : `\n\n  \u001b[1m● \u001b[22mTest suite failed to run\n\n    ${outside}\n`;
  return { name, status: isFailed ? 'failed' : 'passed', message, assertionResults: tests };
}

function report(files: readonly FileOfReport[], over: Partial<JestReport> = {}): JestReport {
  const count = (status: Status): number =>
    files.flatMap(({ assertionResults }) => assertionResults).filter((one) => one.status === status).length;
  return {
    wasInterrupted: false,
    numPassedTests: count('passed'),
    numFailedTests: count('failed'),
    numPendingTests: count('pending'),
    numTodoTests: count('todo'),
    numRuntimeErrorTestSuites: files.filter(({ message }) => message).length,
    testResults: files,
    ...over,
  };
}

const GREEN = file('green', [test('one', 'passed'), test('two', 'pending'), test('three', 'todo')]);
const RED = file('red', [test('same', 'passed'), test('works', 'failed', 'Error: too late\n    at Object.<anonymous> (red:3:1)')]);
const RED_MENDED = file('red', [test('same', 'passed'), test('works', 'passed')]);
const BROKEN = file('broken', [], 'Cannot find module ./nowhere.js');

describe('failures of a run', () => {
  it('are named with their reason and place, without the way through libraries', () => {
    const why =
      '\u001b[31mError: expected 1\u001b[39m\n  got 2\n    at inner (node_modules/x/y.js:1:1)\n    at Object.<anonymous> (a.ts:3:1)\n    at z';
    expect(failuresOf(report([GREEN, file('a', [test('adds up', 'failed', why)])]))).toEqual([
      'a: adds up\n            Error: expected 1 got 2 (Object.<anonymous> (a.ts:3:1))',
    ]);
  });

  it('are files that cannot be loaded', () => {
    expect(failuresOf(report([BROKEN]))).toEqual(['broken: failed outside its tests\n            Cannot find module ./nowhere.js']);
  });

  it('are files whose last hook throws after tests that passed, said without the lines of code', () => {
    const frame =
      "cleanup fell over\n\n    > 1 | afterAll(() => {\n        |          ^\n      2 | it('x');\n      3 |\n\n      at Object.<anonymous> (a.ts:1:24)\n";
    expect(failuresOf(report([file('a', [test('x', 'passed')], frame)]))).toEqual([
      'a: failed outside its tests\n            cleanup fell over (Object.<anonymous> (a.ts:1:24))',
    ]);
  });

  it('are both, a test and the hook behind it, as often as they are counted', () => {
    const both = report([file('a', [test('x', 'failed', 'Error: one')], 'two')]);
    expect(failuresOf(both)).toEqual(['a: x\n            Error: one', 'a: failed outside its tests\n            two']);
    expect(countTests(both).failed).toBe(2);
  });

  it('are files that failed without a word', () => {
    const mute: FileOfReport = { name: 'mute', status: 'failed', message: '', assertionResults: [test('x', 'passed')] };
    expect(failuresOf(report([mute]))).toEqual(['mute: failed outside its tests\n            no reason given']);
  });

  it('are none of a run that passed', () => expect(failuresOf(report([GREEN]))).toEqual([]));
});

describe('what is worth a second run', () => {
  it('is the files that failed', () => {
    expect(filesToRepeat({ code: 1, report: report([GREEN, RED, BROKEN]) })).toEqual(['red', 'broken']);
  });

  it.each([1, 2, 3, 4])('is three files at most: %p', (count) => {
    const names = Array.from({ length: count }, (_, index) => `file ${index}`);
    const failed = names.map((name) => file(name, [test('x', 'failed', 'Error')]));
    expect(filesToRepeat({ code: 1, report: report(failed) })).toEqual(count > 3 ? [] : names);
  });

  it.each([0, 134, 'SIGKILL'])('is nothing of a run that ended with %p', (code) => {
    expect(filesToRepeat({ code, report: report([RED]) })).toEqual([]);
  });

  it('is nothing of a run that was interrupted, or left no report', () => {
    expect(filesToRepeat({ code: 1, report: report([RED], { wasInterrupted: true }) })).toEqual([]);
    expect(filesToRepeat({ code: 1 })).toEqual([]);
  });
});

describe('a second run of the failed files', () => {
  const first = report([GREEN, RED, BROKEN]);
  const BROKEN_MENDED = file('broken', [test('loads', 'passed'), test('later', 'todo'), test('not here', 'pending')]);

  it('counts once with the files that passed at once, and tells what did not come back', () => {
    const merged = mergeRuns(first, report([BROKEN_MENDED, RED_MENDED]));
    expect(merged && countTests(merged.report)).toEqual({ passed: 4, failed: 0, skipped: 4 });
    expect(merged?.report).toMatchObject({ numPendingTests: 2, numTodoTests: 2 });
    expect(merged?.report.testResults.map(({ name }) => name)).toEqual(['green', 'broken', 'red']);
    expect(merged?.flaky).toEqual(failuresOf(report([RED, BROKEN])));
  });

  it('leaves failed what fails again, in whatever way, and is told of what it fails with now', () => {
    const again = file('red', [], 'the server is gone');
    const merged = mergeRuns(first, report([BROKEN_MENDED, again]));
    expect(merged && countTests(merged.report)).toEqual({ passed: 2, failed: 1, skipped: 4 });
    expect(merged && failuresOf(merged.report)).toEqual(['red: failed outside its tests\n            the server is gone']);
    expect(merged?.flaky).toEqual(failuresOf(report([BROKEN])));
  });

  it.each<[string, JestReport | undefined]>([
    ['left no report', undefined],
    ['ran nothing', report([])],
    ['left a file out', report([RED_MENDED])],
    ['ran another file instead', report([RED_MENDED, file('other', [test('loads', 'passed')])])],
    ['ran a file more', report([BROKEN_MENDED, RED_MENDED, file('other', [test('x', 'passed')])])],
    ['ran one file twice', report([RED_MENDED, RED_MENDED])],
    ['was interrupted', report([BROKEN_MENDED, RED_MENDED], { wasInterrupted: true })],
    ['left the failed test out', report([BROKEN_MENDED, file('red', [test('same', 'passed'), test('works', 'pending')])])],
    ['no longer knows the failed test', report([BROKEN_MENDED, file('red', [test('same', 'passed')])])],
    ['ran no test of a file', report([file('broken', []), RED_MENDED])],
  ])('is no proof when it %s', (_, second) => expect(mergeRuns(first, second)).toBeUndefined());
});
