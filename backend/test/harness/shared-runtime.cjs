// Jest loads every module anew for every suite, and the product with its libraries is three thousand of them: four seconds, most of a short suite. Here
// they are loaded once, by the runtime of the worker's first suite; tests and what helps them stay each suite's own.
const { createRequire } = require('node:module');
const { dirname, join, resolve, sep } = require('node:path');

// Jest's own, in Jest's version
const { default: Runtime } = createRequire(createRequire(require.resolve('jest')).resolve('@jest/core'))('jest-runtime');

const TESTS = join(__dirname, '..') + sep;

let keeper;

/** Takes what is not a test from the first runtime of the worker, which is never torn down. */
class SharedRuntime extends Runtime {
  constructor(config, environment, ...rest) {
    super(config, environment, ...rest);
    this.isShared = environment.isShared === true;
    if (!this.isShared) return;
    keeper ??= this;
    // stacks go through the product: one registry of where its lines are
    this.transformCache.sourceMaps = keeper.transformCache.sourceMaps;
  }

  requireModuleOrMock(from, moduleName) {
    const isOwn = !this.isShared || this === keeper || isOfTests(from, moduleName);
    return isOwn ? super.requireModuleOrMock(from, moduleName) : keeper.requireModuleOrMock(from, moduleName);
  }

  leaveTestCode() {
    if (this !== keeper) super.leaveTestCode();
  }

  teardown() {
    if (this !== keeper) super.teardown();
    else this.restoreAllMocks();
  }
}

const isOfTests = (from, moduleName) =>
  moduleName.startsWith('@jest/') || (moduleName.startsWith('.') && resolve(dirname(from), moduleName).startsWith(TESTS));

module.exports = SharedRuntime;
