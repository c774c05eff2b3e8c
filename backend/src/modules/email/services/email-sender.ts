import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import { HandlesJob } from '../../../platform/queues/job.js';
import { PRIORITIES } from '../domain/priority.js';
import { SendGate } from '../domain/send-gate.js';
import { sendEmails } from '../jobs/send-emails.job.js';
import { AllTenantsDueEmailsRepository } from '../persistence/all-tenants-due-emails.repository.js';
import type { ClaimedEmail, EmailMark } from '../persistence/email-message.js';
import { EmailDelivery } from './email-delivery.js';
import { EmailMarks } from './email-marks.js';
import { SendPolicy } from './send-policy.js';

/** Renewed while a mail is held, so that it is long after a crash and never too short for a slow server. */
const LEASE_MS = 120_000;
const RENEW_MS = 30_000;
/** Mails a process has in hand: enough that the server never waits for the database, be that a tenth of a second away. */
const SLOTS = 144;
/** Of these, what may wait leaves some free for what may not, however slow the server. */
const SLOTS_FOR_WHENEVER = 108;
/** Claiming fewer than this at a time is worth a statement only when there is nothing else to do. */
const WORTH_A_CLAIM = SLOTS / 3;
/** A few more than a pool has connections, so that none of them is idle; with them the most that can be in doubt when the process dies. */
const GATE = { sending: 8, inDoubt: 24 } as const;

/**
 * Sends what is due: claims many rows in one statement, the urgent first, and marks them in few. A mail is leased before it is sent and
 * marked after the server's answer. SMTP has no way to ask "did you get it?": when the process dies between answer and mark, the lease
 * runs out and the mail goes out once more with the same Message-ID. That is the one duplicate there can be of a mail, and mailboxes that
 * look for duplicates drop it. The gate says of how many mails at once that can be true.
 */
@Injectable()
export class EmailSender implements OnModuleDestroy {
  private readonly logger = new Logger(EmailSender.name);
  private readonly held = new Set<ClaimedEmail>();
  private readonly gate = new SendGate(GATE);
  /** The mail that each recipient's next one waits for. */
  private readonly queues = new Map<string, Promise<void>>();
  private isSending = false;
  private isStopping = false;
  /** Somebody said that there is mail since the last claim. */
  private isCalled = false;
  /** The last claim found less than it had room for. */
  private isExhausted = false;
  /** What went wrong with the rows themselves; the mails behind them are sent all the same. */
  private failures: Error[] = [];
  private wake: () => void = () => undefined;

  constructor(
    private readonly messages: AllTenantsDueEmailsRepository,
    private readonly policy: SendPolicy,
    private readonly delivery: EmailDelivery,
    private readonly marks: EmailMarks,
    private readonly clock: Clock,
  ) {}

  /** Sends until nothing is due. While this process is at it already, it is told to look again instead. */
  @HandlesJob(sendEmails)
  async send(): Promise<void> {
    this.isCalled = true;
    this.wake();
    if (this.isSending) return;
    this.isSending = true;
    const renewal = setInterval(() => void this.renew(), RENEW_MS);
    this.failures = [];
    try {
      do await this.sendAll();
      while (this.isCalled && !this.isStopping);
      const [failure] = this.failures;
      if (failure) throw failure;
    } finally {
      clearInterval(renewal);
      this.isSending = false;
    }
  }

  /** Takes no more mails: the server's answers to some are waited for, the others given back. Before the queues wait for their jobs. */
  onModuleDestroy(): void {
    this.isStopping = true;
    this.gate.close();
    this.wake();
  }

  private async sendAll(): Promise<void> {
    this.isExhausted = false;
    do {
      await this.claim();
      await this.until(() => this.held.size === 0 || (!this.isStopping && this.isWorthAClaim()));
    } while (!this.isStopping && (this.held.size > 0 || !this.isExhausted || this.isCalled));
  }

  private isWorthAClaim(): boolean {
    const { limit } = this.room();
    return limit > 0 && (this.isCalled || (!this.isExhausted && limit >= WORTH_A_CLAIM));
  }

  /** How much may be claimed now: of everything as long as the slots for what may wait allow it, then of the rest. */
  private room(): { limit: number; lowestPriority: number } {
    const free = SLOTS - this.held.size;
    const patient = [...this.held].filter(({ priority }) => priority >= PRIORITIES.whenever).length;
    const forAll = Math.min(free, SLOTS_FOR_WHENEVER - patient);
    if (forAll > 0) return { limit: forAll, lowestPriority: PRIORITIES.whenever };
    return { limit: free, lowestPriority: PRIORITIES.soon };
  }

  private async claim(): Promise<void> {
    const room = this.room();
    this.isCalled = false;
    const now = this.clock.now();
    const claimed = await this.messages.claim({ ...room, now, until: new Date(now.getTime() + LEASE_MS) }).catch((error: unknown) => {
      this.failures.push(asError(error));
      return [];
    });
    // a claim of the urgent alone says nothing about the others
    this.isExhausted = claimed.length < room.limit && room.lowestPriority === PRIORITIES.whenever;
    for (const message of claimed) this.held.add(message);
    const refusals = await this.refusals(claimed);
    claimed.forEach((message, index) => this.enqueue(message, () => this.finish(message, refusals[index] ?? null)));
  }

  /** What each mail has against it; a policy that cannot be asked defers them all. */
  private async refusals(claimed: readonly ClaimedEmail[]): Promise<readonly (EmailMark | null)[]> {
    if (claimed.length === 0) return [];
    try {
      const refusals = await this.policy.refusals(claimed);
      return claimed.map((message, index) => {
        const refusal = refusals[index];
        return refusal === null || refusal === undefined ? null : this.delivery.refused(message, refusal);
      });
    } catch (error) {
      return claimed.map((message) => this.delivery.deferred(message, String(error)));
    }
  }

  /** One after the other to the same address: of two mails with a link, the one that arrives last must have the link that works. */
  private enqueue({ recipient }: ClaimedEmail, send: () => Promise<void>): void {
    const turn = (this.queues.get(recipient) ?? Promise.resolve()).then(send).finally(() => {
      if (this.queues.get(recipient) === turn) this.queues.delete(recipient);
    });
    this.queues.set(recipient, turn);
  }

  private async finish(message: ClaimedEmail, decided: EmailMark | null): Promise<void> {
    try {
      if (decided) await this.marks.write(decided);
      else if (await this.gate.enter(message.priority)) await this.deliver(message);
      else await this.messages.giveBack([message]);
    } catch (error) {
      this.failures.push(asError(error));
    }
    this.held.delete(message);
    this.wake();
  }

  private async deliver(message: ClaimedEmail): Promise<void> {
    const mark = await this.delivery.attempt(message);
    this.gate.answered();
    await this.marks.write(mark).finally(() => this.gate.written());
  }

  private async renew(): Promise<void> {
    const until = new Date(this.clock.now().getTime() + LEASE_MS);
    await this.messages.extend([...this.held], until).catch((error: unknown) => {
      this.logger.warn({ message: 'leases of mails were not renewed; the next round tries again', error });
    });
  }

  private async until(holds: () => boolean): Promise<void> {
    while (!holds()) await new Promise<void>((resolve) => (this.wake = resolve));
  }
}

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));
