import { buildPlatform, runScript } from './run-script.js';

// The long run with random faults is the script itself: README.md beside this file.
const environment = {
  FAULTS: 'kill one API,reset connections,kill Postgres',
  CLIENTS: '12',
  SATURATED_AT: '60',
  // how fast it recovers is for the long run on a quiet machine to say
  RECOVERY_MS: '60000',
};
const SCRIPT = 'metering-chaos';
const TIMEOUT_MS = 180_000;

beforeAll(() => buildPlatform(SCRIPT), TIMEOUT_MS);

it(
  'loses no acknowledged event, doubles none and admits none beyond the limit while APIs and PostgreSQL are killed',
  async () => {
    const { code, output } = await runScript(SCRIPT, { environment });
    expect(output).toContain('ok   every acknowledged event is stored');
    expect(output).not.toContain('FAIL');
    expect(code).toBe(0);
  },
  TIMEOUT_MS,
);

it(
  'notices a server that answers before the commit',
  async () => {
    const { code, output } = await runScript(SCRIPT, {
      environment: { ...environment, FAULTS: 'kill both APIs' },
      args: ['--answer-first'],
    });
    expect(output).toContain('FAIL every acknowledged event is stored');
    expect(code).toBe(1);
  },
  TIMEOUT_MS,
);
