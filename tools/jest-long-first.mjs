// The order in which Jest runs files: longest first, as it does by itself once it has seen them. On a machine that never ran them it goes by their
// size instead, and leaves for the end, when the other worker is out of work, the smallest and longest of all: the kill tests, whose files only start
// a script.
import { createRequire } from 'node:module';

// Jest's own, in Jest's version
const { default: Sequencer } = createRequire(createRequire(import.meta.url).resolve('jest'))('@jest/test-sequencer');
const STARTS_A_SCRIPT = /[\\/]test[\\/]chaos[\\/]/;

/** Files never timed that start scripts, then the others in the order they came in. */
export function scriptsFirst(tests) {
  const isLong = ({ path, duration }) => duration === undefined && STARTS_A_SCRIPT.test(path);
  return [...tests.filter(isLong), ...tests.filter((test) => !isLong(test))];
}

export default class LongFirst extends Sequencer {
  sort(tests) {
    return scriptsFirst(super.sort(tests));
  }
}
