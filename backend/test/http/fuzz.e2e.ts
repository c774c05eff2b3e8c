import fc from 'fast-check';
import { queryFor, valueFor } from './arbitraries.js';
import { type Operation } from './api-document.js';
import { type Call, labelOf, type OpenApi, openApi, send } from './calls.js';
import { faultsOf } from './problems.js';
import { sampleOf } from './samples.js';

const SEED = Number(process.env['FUZZ_SEED'] ?? 20_260_101);
const CALLS = Number(process.env['FUZZ_CALLS'] ?? 1_500);
/** What takes so long waits for a lock or for somebody who never comes: a busy machine is not that slow. On one of its own `FUZZ_HANGS_MS=2000` is right (F32). */
const HANGS_MS = Number(process.env['FUZZ_HANGS_MS'] ?? 25_000);
/** These hash a password in every valid call, a tenth of a second each: they get their share, not everybody's. */
const HASHING = /signup|login|password|accept/;

describe('fuzz from the API document', () => {
  let api: OpenApi;
  let targets: { operation: Operation; runs: number }[];

  beforeAll(async () => {
    api = await openApi();
    const operations = api.operations.filter(({ body, query, path }) => body !== null || query.length > 0 || path.includes(':'));
    const share = Math.ceil(CALLS / operations.length);
    targets = operations.map((operation) => ({ operation, runs: HASHING.test(operation.path) ? Math.ceil(share / 3) : share }));
  }, 60_000);
  afterAll(() => api.app.close());

  function callFor({ body, query, path }: Operation): fc.Arbitrary<Call> {
    const { agent, conversation, memberId } = api.world;
    return fc
      .record(
        {
          body: body ? valueFor(body).map((value) => JSON.stringify(value)) : fc.constant(undefined),
          query: query.length > 0 ? queryFor(query) : fc.constant(''),
          id: fc.oneof(fc.constantFrom(agent.id, conversation.id, memberId), fc.constantFrom('x', '%00', '%F0%28%8C%28', 'a'.repeat(299))),
        },
        { requiredKeys: ['body', 'query', 'id'] },
      )
      .filter(() => path.length > 0);
  }

  it(`answers ${CALLS} generated calls without a fault, a leak or a hang (seed ${SEED})`, async () => {
    let calls = 0;
    const statuses = new Map<number, number>();
    for (const { operation, runs } of targets) {
      await fc.assert(
        fc.asyncProperty(callFor(operation), async (call) => {
          const started = performance.now();
          const answer = await send(api, operation, withToken(operation, call));
          calls++;
          statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
          const hung = performance.now() - started > HANGS_MS ? [`took more than ${HANGS_MS} ms`] : [];
          expect([labelOf(operation), call, [...faultsOf(answer, undefined, labelOf(operation)), ...hung]]).toEqual([
            labelOf(operation),
            call,
            [],
          ]);
        }),
        { seed: SEED, numRuns: runs, endOnFailure: false },
      );
    }
    expect(calls).toBeGreaterThan(CALLS / 2);
    // a fuzzer that never gets through tests one line of validation
    expect(statuses.get(400)).toBeGreaterThan(100);
    expect([...statuses].filter(([status]) => status < 300).reduce((sum, [, count]) => sum + count, 0)).toBeGreaterThan(50);
    // and afterwards everything still works
    const owner = await api.app.signUp();
    expect((await api.app.request('GET', '/stats', { token: owner.token })).status).toBe(200);
  }, 180_000);

  /** Changing one's own password or role would end the run's own session. */
  function withToken(operation: Operation, call: Call): Call {
    if (operation.path !== '/api/auth/me/password') return call;
    return { ...call, body: { ...Object(sampleOf(operation.body ?? {})), extra: call.body } };
  }
});
