// What a report of Jest says (`--json`): how many tests, what failed and why, and what a second run of the failed files proves. Pure functions.
import { stripVTControlCharacters } from 'node:util';

const MAX_REASON = 700;
/** More files than these fail for a reason of the change, not of the machine. */
const MAX_AGAIN = 3;
/** Jest's words above what went wrong outside the tests of a file. */
const OUTSIDE = /^\s*● Test suite failed to run$/m;

/** Tests as Jest counted them; a file that failed outside its tests is a failure too. */
export function countTests(report) {
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + report.numRuntimeErrorTestSuites,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/** What went wrong, without colours, without the way through the libraries, in one line. */
function reasonOf(message) {
  const [told = '', ...way] = stripVTControlCharacters(message).split(/\n\s+at (?=\S)/);
  const place = way.find((line) => !line.includes('node_modules'))?.split('\n')[0];
  const reason = told.replaceAll(/\s+/g, ' ').trim().slice(0, MAX_REASON);
  return place ? `${reason} (${place.trim()})` : reason;
}

/** What a failed file says beside its failed tests, without the lines of code: it could not be loaded, or a hook behind its last test threw. */
function failureOutside({ status, message = '', assertionResults }) {
  if (status !== 'failed') return undefined;
  const plain = stripVTControlCharacters(message).replaceAll(/^[> ]*\d* \|.*$/gm, '');
  const [, outside] = plain.split(OUTSIDE);
  if (outside !== undefined) return outside;
  return assertionResults.some((one) => one.status === 'failed') ? undefined : plain;
}

/** The full names of the tests that failed and why, and the files that failed outside their tests. */
export function failuresOf(report) {
  return report.testResults.flatMap((file) => {
    const failed = file.assertionResults
      .filter(({ status }) => status === 'failed')
      .map(({ fullName, failureMessages }) => [`${file.name}: ${fullName}`, failureMessages[0] ?? '']);
    const outside = failureOutside(file);
    if (outside !== undefined) failed.push([`${file.name}: failed outside its tests`, outside]);
    return failed.map(([what, why]) => `${what}\n            ${reasonOf(why) || 'no reason given'}`);
  });
}

const failedFiles = (report) => report.testResults.filter(({ status }) => status === 'failed').map(({ name }) => name);

/**
 * The files worth a second run: few, and all that was wrong. A run that was interrupted, killed (`code` is not 1) or ended without a report failed
 * for another reason than these files.
 */
export function filesToRepeat({ code, report }) {
  if (code !== 1 || !report || report.wasInterrupted) return [];
  const files = failedFiles(report);
  return files.length <= MAX_AGAIN ? files : [];
}

const testsOf = ({ assertionResults }, ...statuses) => assertionResults.filter(({ status }) => statuses.includes(status));

/** Whether a file's second run ran what had failed. One that never came to its tests at first has none to name: any that ran will do. */
function ranAgain(before, after) {
  const ran = new Set(testsOf(after, 'passed', 'failed').map(({ fullName }) => fullName));
  return ran.size > 0 && testsOf(before, 'failed').every(({ fullName }) => ran.has(fullName));
}

/** Whether `second` is a whole run of the failed files of `first`, of each and of no other. */
function isProof(failed, second) {
  if (second.wasInterrupted || second.testResults.length !== failed.length) return false;
  return failed.every((before) => {
    const after = second.testResults.find(({ name }) => name === before.name);
    return after && (after.status === 'failed' || ranAgain(before, after));
  });
}

/**
 * Both runs as one: the files that passed at once as they were, the others as they ended. `flaky` are the failures that did not come back.
 * Undefined when the second run is no proof: the first one stands.
 */
export function mergeRuns(first, second) {
  const failed = first.testResults.filter(({ status }) => status === 'failed');
  if (!second || !isProof(failed, second)) return undefined;
  const rest = first.testResults.filter(({ status }) => status !== 'failed');
  const held = (status) => rest.flatMap((file) => testsOf(file, status)).length;
  const stillFailing = new Set(failedFiles(second));
  return {
    report: {
      ...second,
      numPassedTests: second.numPassedTests + held('passed'),
      numPendingTests: second.numPendingTests + held('pending'),
      numTodoTests: second.numTodoTests + held('todo'),
      testResults: [...rest, ...second.testResults],
    },
    flaky: failuresOf({ testResults: failed.filter(({ name }) => !stillFailing.has(name)) }),
  };
}
