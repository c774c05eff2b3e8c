import { buildPlatform, runScript } from './run-script.js';

// The long run, which waits for real locks to run out, is the script itself: README.md beside this file.
const environment = { LIFE: 'buys,grows,ends', SKIP_TIME: 'yes', TENANTS: '4', KILLS: '1', PATIENCE_MS: '120000' };
const SCRIPT = 'stripe-worker-chaos';
const TIMEOUT_MS = 300_000;

beforeAll(() => buildPlatform(SCRIPT), TIMEOUT_MS);

it(
  'works every Stripe event exactly once, however often the worker is killed: no MRR movement, mail or audit line twice or missing',
  async () => {
    const { code, output } = await runScript(SCRIPT, { environment });
    expect(output).toContain('ok   no event moved MRR twice');
    expect(output).not.toContain('FAIL');
    expect(code).toBe(0);
  },
  TIMEOUT_MS,
);

it(
  'notices an inbox that marks events before it works them',
  async () => {
    const control = { ...environment, LIFE: 'buys,ends', PATIENCE_MS: '20000' };
    const { code, output } = await runScript(SCRIPT, { environment: control, args: ['--mark-first'] });
    expect(output).toContain('FAIL every subscription is as Stripe has it');
    expect(code).toBe(1);
  },
  TIMEOUT_MS,
);
