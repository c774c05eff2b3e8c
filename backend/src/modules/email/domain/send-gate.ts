/** How much may be under way at once. */
export interface GateLimits {
  /** Mails the server is at. */
  readonly sending: number;
  /** These, and mails it answered for whose answer is not written yet. */
  readonly inDoubt: number;
}

interface Waiting {
  readonly priority: number;
  readonly open: (isOpen: boolean) => void;
}

/**
 * The last step before the server, one mail at a time through it: the most urgent of those that wait goes first, and nobody goes while too
 * many answers are unwritten. What is inside when a process dies may be sent once more; its limit is how many that can be.
 */
export class SendGate {
  private readonly waiting: Waiting[] = [];
  private sending = 0;
  private unwritten = 0;
  private isClosed = false;

  constructor(private readonly limits: GateLimits) {}

  /** Waits for its turn. False when the gate was closed: the mail is still here and must stay. */
  enter(priority: number): Promise<boolean> {
    return new Promise((open) => {
      const behind = this.waiting.findIndex((other) => other.priority > priority);
      this.waiting.splice(behind < 0 ? this.waiting.length : behind, 0, { priority, open });
      this.letIn();
    });
  }

  /** The server said something; it is not written yet. */
  answered(): void {
    this.sending--;
    this.unwritten++;
    this.letIn();
  }

  written(): void {
    this.unwritten--;
    this.letIn();
  }

  /** Lets nobody in any more, and those who wait go. */
  close(): void {
    this.isClosed = true;
    this.letIn();
  }

  private letIn(): void {
    if (this.isClosed) {
      for (const { open } of this.waiting.splice(0)) open(false);
      return;
    }
    while (this.sending < this.limits.sending && this.sending + this.unwritten < this.limits.inDoubt) {
      const next = this.waiting.shift();
      if (!next) return;
      this.sending++;
      next.open(true);
    }
  }
}
