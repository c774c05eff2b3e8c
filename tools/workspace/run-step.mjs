// Runs one step of the test run: output is kept and shown only when it says something, results of Jest are counted.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

const MAX_REASON = 700;
/** More files than these fail for a reason of the change, not of the machine. */
const MAX_AGAIN = 3;

function execute(root, args, env, isShown) {
  return new Promise((done) => {
    const child = spawn(process.execPath, args, { cwd: root, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        output += chunk;
        if (isShown) process.stdout.write(chunk);
      });
    }
    child.once('error', (error) => done({ code: 1, output: error.message }));
    child.once('close', (code) => done({ code: code ?? 1, output }));
  });
}

/** Tests as Jest counted them; a file that could not even be loaded is a failure too. */
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
  const place = way.find((line) => !line.includes('node_modules'));
  const reason = told.replaceAll(/\s+/g, ' ').trim().slice(0, MAX_REASON);
  return place ? `${reason} (${place.trim()})` : reason;
}

/** The full names of the tests that failed and why, and the files that could not be run. */
export function failuresOf(report) {
  return report.testResults.flatMap(({ name, message, assertionResults }) => {
    const failed = assertionResults
      .filter(({ status }) => status === 'failed')
      .map(({ fullName, failureMessages }) => `${name}: ${fullName}\n            ${reasonOf(failureMessages[0] ?? '')}`);
    return failed.length || !message || assertionResults.length ? failed : [`${name}: could not be run\n            ${reasonOf(message)}`];
  });
}

/** Runs Jest, or another check, once; `report` is what Jest wrote. */
async function attempt(root, { step, args, env, file }) {
  const result = await execute(root, step.jest ? [...args, '--ci', '--json', `--outputFile=${file}`] : args, env, step.isShown);
  return { ...result, report: step.jest && existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined };
}

const failedFiles = (report) => report?.testResults.filter(({ status }) => status === 'failed').map(({ name }) => name) ?? [];

/**
 * Files whole systems run in fail now and then for what a busy machine does to them. Few of them are run once more, alone; what passes then is
 * counted as passed and told as flaky, with its reason, by `failuresOf` of the first run. What fails twice has failed.
 */
async function again(root, { step, env, file, first }) {
  const files = failedFiles(first.report);
  if (!step.again || files.length === 0 || files.length > MAX_AGAIN) return { ...first, flaky: [] };
  const second = await attempt(root, { step, args: [...step.again, '--runTestsByPath', ...files], env, file: `${file}.again` });
  if (!second.report) return { ...first, flaky: [] };
  const rest = first.report.testResults.filter(({ name }) => !files.includes(name));
  const count = (status, results) =>
    results.flatMap(({ assertionResults }) => assertionResults).filter((one) => one.status === status).length;
  const stillFailing = failedFiles(second.report);
  const mended = first.report.testResults.filter(({ name }) => files.includes(name) && !stillFailing.includes(name));
  return {
    code: second.code,
    output: `${first.output}\n\nRun once more:\n${second.output}`,
    report: { ...second.report, numPassedTests: second.report.numPassedTests + count('passed', rest) },
    flaky: failuresOf({ testResults: mended }),
  };
}

/** A step is `{ name, args, jest?, again?, env?, before? }`; the answer says how it went, how long it took and how many tests it held. */
export async function runStep(root, folder, step) {
  const started = performance.now();
  const file = join(folder, `${step.name.replaceAll(/\W+/g, '-')}.json`);
  let result;
  try {
    const env = { ...(await step.before?.()), ...step.env };
    result = await again(root, { step, env, file, first: await attempt(root, { step, args: step.args, env, file }) });
  } catch (error) {
    result = { code: 1, output: error.message, flaky: [] };
  }
  const { report } = result;
  const counted = report && countTests(report);
  const isOk = result.code === 0 && !counted?.failed;
  // a check that fails, or a suite that ends without a report, is one failure
  const tests = counted ?? { passed: 0, failed: 0, skipped: 0 };
  if (!isOk && tests.failed === 0) tests.failed = 1;
  await step.after?.();
  const byPath = (line) => line.replaceAll(`${root}/`, '');
  return {
    name: step.name,
    isOk,
    tests,
    failures: report ? failuresOf(report).map(byPath) : [],
    flaky: result.flaky.map(byPath),
    isTests: Boolean(step.jest),
    output: result.output,
    seconds: (performance.now() - started) / 1000,
  };
}

/** Runs steps in order, `width` at a time. */
export async function runSteps(steps, width, run) {
  const results = new Array(steps.length);
  let next = 0;
  const lane = async () => {
    for (let index = next++; index < steps.length; index = next++) results[index] = await run(steps[index]);
  };
  await Promise.all(Array.from({ length: Math.min(width, steps.length) }, lane));
  return results;
}
