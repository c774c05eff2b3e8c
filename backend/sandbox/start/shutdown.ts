import { setTimeout as sleep } from 'node:timers/promises';

interface Step {
  readonly name: string;
  readonly stop: () => Promise<unknown>;
  /** For the second Ctrl-C: at once, whatever is lost. */
  readonly force?: () => void;
}

const STEP_MS = 9000;

/** Everything that was started, stopped in the opposite order, once. */
export class Shutdown {
  private readonly steps: Step[] = [];
  private running: Promise<void> | undefined;

  constructor(private readonly say: (text: string) => void) {}

  add(step: Step): void {
    this.steps.push(step);
  }

  get isRunning(): boolean {
    return this.running !== undefined;
  }

  run(): Promise<void> {
    this.running ??= this.stopAll();
    return this.running;
  }

  force(): void {
    for (const step of this.steps) step.force?.();
  }

  private async stopAll(): Promise<void> {
    for (const { name, stop } of this.steps.reverse()) {
      try {
        await Promise.race([stop(), sleep(STEP_MS, undefined, { ref: false })]);
      } catch (error) {
        this.say(`${name} did not stop cleanly: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
  }
}
