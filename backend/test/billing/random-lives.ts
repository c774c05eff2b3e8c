import * as fc from 'fast-check';

/** Lives per seed, and the time after which no more begin: a slow machine looks at fewer. */
const LIVES = 12;
const BLOCK_MS = 12_000;
/** For a search: so many lives per seed, however long it takes. */
const WANTED_LIVES = Number(process.env['RANDOM_LIVES'] ?? 0);

/** How long such a test may take. */
export const LIVES_TIMEOUT_MS = WANTED_LIVES > 0 ? 3_600_000 : 90_000;

/** The same in every run, so that a change is judged by what it changed; a search adds another one each time, printed when it fails. */
export const SEEDS: readonly (number | undefined)[] = WANTED_LIVES > 0 ? [20_261_126, 4_711, undefined] : [20_261_126, 4_711];

/** Checks a property of customers' lives, which take seconds each: the first one that fails is shown as it is, with its seed. */
export async function expectOfLives<T>(seed: number | undefined, lives: fc.Arbitrary<T>, live: (life: T) => Promise<void>): Promise<void> {
  const end = performance.now() + BLOCK_MS;
  let lived = 0;
  await fc.assert(
    fc.asyncProperty(lives, async (life) => {
      if (WANTED_LIVES === 0 && performance.now() > end) return;
      await live(life);
      lived += 1;
    }),
    { ...(seed !== undefined && { seed }), numRuns: WANTED_LIVES || LIVES, endOnFailure: true },
  );
  expect(lived).toBeGreaterThan(0);
}
