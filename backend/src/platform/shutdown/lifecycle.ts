import { Injectable } from '@nestjs/common';

/** Whether this process still takes work. Readiness answers 503 from the first signal on. */
@Injectable()
export class Lifecycle {
  private draining = false;

  get isDraining(): boolean {
    return this.draining;
  }

  startDraining(): void {
    this.draining = true;
  }
}
