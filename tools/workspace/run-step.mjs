// Runs one step of the test run: output is kept and shown only when it says something, results of Jest are counted.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

const MAX_REASON = 700;

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

/** A step is `{ name, args, jest?, env?, before? }`; the answer says how it went, how long it took and how many tests it held. */
export async function runStep(root, folder, step) {
  const started = performance.now();
  const report = join(folder, `${step.name.replaceAll(/\W+/g, '-')}.json`);
  const args = step.jest ? [...step.args, '--ci', '--json', `--outputFile=${report}`] : step.args;
  let result;
  try {
    const env = { ...(await step.before?.()), ...step.env };
    result = await execute(root, args, env, step.isShown);
  } catch (error) {
    result = { code: 1, output: error.message };
  }
  const written = step.jest && existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : undefined;
  const counted = written && countTests(written);
  const isOk = result.code === 0 && !counted?.failed;
  // a check that fails, or a suite that ends without a report, is one failure
  const tests = counted ?? { passed: 0, failed: 0, skipped: 0 };
  if (!isOk && tests.failed === 0) tests.failed = 1;
  await step.after?.();
  return {
    name: step.name,
    isOk,
    tests,
    failures: written ? failuresOf(written).map((line) => line.replaceAll(`${root}/`, '')) : [],
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
