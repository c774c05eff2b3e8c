// Runs one step of the test run: output is kept and shown only when it says something, results of Jest are counted.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { countTests, failuresOf, filesToRepeat, mergeRuns } from './jest-report.mjs';

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
    // without a code it was ended by a signal
    child.once('close', (code, signal) => done({ code: code ?? signal, output }));
  });
}

/** Runs Jest, or another check, once; `report` is what Jest wrote. */
async function attempt(root, { step, args, env, file }) {
  const result = await execute(root, step.jest ? [...args, '--ci', '--json', `--outputFile=${file}`] : args, env, step.isShown);
  return { ...result, report: step.jest && existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined };
}

/**
 * Files whole systems run in fail now and then for what a busy machine does to them. Few of them are run once more, alone; what passes then is
 * counted as passed and told as flaky, with its reason. What fails twice, or was not run again as asked, has failed.
 */
async function again(root, { step, env, file, first }) {
  const files = step.again ? filesToRepeat(first) : [];
  if (files.length === 0) return { ...first, flaky: [] };
  const second = await attempt(root, { step, args: [...step.again, '--runTestsByPath', ...files], env, file: `${file}.again` });
  const output = `${first.output}\n\nRun once more:\n${second.output}`;
  const merged = mergeRuns(first.report, second.report);
  return merged ? { code: second.code, output, ...merged } : { ...first, output, flaky: [] };
}

/** Every failure by name; a suite that ends badly without one names how it ended. */
function namedFailures({ code, report }, isOk) {
  const failures = report ? failuresOf(report) : [];
  return isOk || failures.length ? failures : [`ended with ${code}${report ? '' : ' and no report'}`];
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
    failures: step.jest ? namedFailures(result, isOk).map(byPath) : [],
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
