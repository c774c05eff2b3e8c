// npm test: everything that must hold, on a machine with nothing but Node.
//   npm test -- [--browser] [--redis] [--summary <file>] [step…]      steps by name: lint, unit, e2e, "types backend" …
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { requireNode } from './workspace/node-version.mjs';

requireNode();
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { browser: { type: 'boolean' }, redis: { type: 'boolean' }, summary: { type: 'string' } },
});
const { installIfNeeded } = await import('./workspace/install.mjs');
installIfNeeded(root);
const { buildSharedDto } = await import('./workspace/build.mjs');
const { runStep, runSteps } = await import('./workspace/run-step.mjs');
const { testPlan } = await import('./workspace/test-plan.mjs');

const say = (line = '') => process.stdout.write(`${line}\n`);
const isChosen = ({ name }) => !positionals.length || positionals.some((wanted) => name === wanted || name.startsWith(`${wanted} `));

function show(result) {
  const { passed, failed, skipped } = result.tests;
  const beside = [`${failed} failed`, `${skipped} skipped`, `${result.flaky.length} flaky`].filter((count) => !count.startsWith('0 '));
  const counts = result.isTests ? `   ${[`${passed} passed`, ...beside].join(', ')}` : '';
  say(`  ${result.isOk ? 'ok    ' : 'FAILED'}  ${result.name.padEnd(24)}${result.seconds.toFixed(1).padStart(7)} s${counts}`);
}

async function runWave(folder, { title, width, steps }) {
  const chosen = steps.filter(isChosen);
  if (!chosen.length) return [];
  say(`\n${title}`);
  return runSteps(chosen, width, async (step) => {
    const result = await runStep(root, folder, step);
    show(result);
    if (!result.isOk) say(`\n${result.output.trim()}\n`);
    return result;
  });
}

const started = performance.now();
const folder = mkdtempSync(join(tmpdir(), 'orbisvoice-test-'));
const results = [];
try {
  await buildSharedDto(root, say);
  for (const wave of testPlan(root, values)) results.push(...(await runWave(folder, wave)));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

say(`\nSummary (${((performance.now() - started) / 1000).toFixed(0)} s)`);
results.forEach(show);
// once more by name: a log is often read from its end
for (const { name, failures, flaky } of results) {
  for (const one of flaky) say(`  FLAKY   ${name}: passed when run again, failed at first: ${one}`);
  for (const one of failures) say(`  FAILED  ${name}: ${one}`);
}
const total = (key) => results.reduce((sum, { tests }) => sum + tests[key], 0);
const summary = { passed: total('passed'), failed: total('failed'), flaky: results.flatMap(({ flaky }) => flaky).length };
if (values.summary) writeFileSync(values.summary, JSON.stringify(summary));
say(`\n${summary.passed} passed, ${summary.failed} failed`);
process.exitCode = results.length && results.every(({ isOk }) => isOk) ? 0 : 1;
