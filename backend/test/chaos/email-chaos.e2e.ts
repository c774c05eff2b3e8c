import { buildPlatform, runScript } from './run-script.js';

// 200 kills are the script itself: README.md beside this file.
const SCRIPT = 'email-chaos';
const TIMEOUT_MS = 420_000;

beforeAll(() => buildPlatform(SCRIPT), TIMEOUT_MS);

it(
  'sends one mail per fact, however often the worker is killed between send and mark',
  async () => {
    const { code, output } = await runScript(SCRIPT, { environment: { KILLS: '15' } });
    expect(output).toContain('ok   every fact has exactly one mail, to the right person');
    expect(output).toContain('ok   no mail came more than twice');
    expect(output).not.toContain('FAIL');
    expect(code).toBe(0);
  },
  TIMEOUT_MS,
);

it(
  'notices a worker that marks mails before it sends them',
  async () => {
    const { code, output } = await runScript(SCRIPT, { environment: { KILLS: '3' }, args: ['--mark-first'] });
    expect(output).toContain('FAIL every mail that is marked sent reached the server');
    expect(code).toBe(1);
  },
  TIMEOUT_MS,
);
