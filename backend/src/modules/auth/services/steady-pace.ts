import { setTimeout as sleep } from 'node:timers/promises';

const STEP_MS = 100;

/**
 * Lets an answer leave on the next full step of time, whatever the work took: whether an address is known must not show in milliseconds
 * (ASVS 6.3.8). The work is kept alike as well; this hides what is left, such as one more row.
 */
export class SteadyPace {
  private readonly started = performance.now();

  async nextStep(): Promise<void> {
    await sleep(STEP_MS - ((performance.now() - this.started) % STEP_MS));
  }
}

/** Runs work whose duration must not tell how it went. */
export async function atSteadyPace<T>(work: () => Promise<T>): Promise<T> {
  const pace = new SteadyPace();
  try {
    return await work();
  } finally {
    await pace.nextStep();
  }
}
