// The suites of a worker share one context, in which shared-runtime.cjs keeps the product loaded. A suite with `@own-modules` in its first comment gets a
// context of its own, and every module anew: for those that load only a part of the product, whose registries must not know the rest. So has every suite where
// coverage is measured, which Jest counts by suite, and where files are watched, which may change between two runs.
const { createRequire } = require('node:module');

// Jest's own packages, in Jest's versions
const ofJest = createRequire(createRequire(require.resolve('jest')).resolve('@jest/core'));
const { TestEnvironment: NodeEnvironment } = ofJest('jest-environment-node');
const { ModuleMocker } = createRequire(ofJest.resolve('jest-environment-node'))('jest-mock');

/** What the framework of one suite leaves in the context would be taken for its own by the next one's. */
const FRAMEWORK_STATE = new Set(['JEST_STATE_SYMBOL', 'EVENT_HANDLERS']);

let first;

/** The context of the worker's first suite; mocks, variables of the environment and the state of the framework are each suite's own. */
class SharedEnvironment {
  isShared = true;

  constructor(config, context) {
    const { collectCoverage, watch, watchAll } = config.globalConfig;
    if ('own-modules' in context.docblockPragmas || collectCoverage || watch || watchAll) return new NodeEnvironment(config, context);
    first ??= new NodeEnvironment(config, context);
    this.global = first.global;
    this.fakeTimers = first.fakeTimers;
    this.fakeTimersModern = first.fakeTimersModern;
    this.moduleMocker = new ModuleMocker(this.global);
    this.variables = { ...this.global.process.env };
    this.exit = this.global.process.exit;
  }

  async setup() {}

  async teardown() {
    const { process } = this.global;
    for (const name of Object.keys(process.env)) if (!(name in this.variables)) delete process.env[name];
    Object.assign(process.env, this.variables);
    process.exit = this.exit;
    for (const symbol of Object.getOwnPropertySymbols(this.global)) if (FRAMEWORK_STATE.has(symbol.description)) delete this.global[symbol];
  }

  exportConditions() {
    return first.exportConditions();
  }

  getVmContext() {
    return first.getVmContext();
  }
}

module.exports = SharedEnvironment;
