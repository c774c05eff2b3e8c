import { availableParallelism } from 'node:os';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { hash, parseOptions, verify } from '@node-rs/argon2';
import { DomainError } from '../errors/domain-error.js';
import { Metrics } from '../metrics/metrics.js';
import { BoundedQueue, QueueFull } from './bounded-queue.js';
import { randomToken } from './tokens.js';

/** OWASP's minimum for argon2id, the algorithm's default here: 19 MiB, two passes, one lane. */
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
const RETRY_AFTER_SECONDS = 2;

/**
 * argon2id, a few at a time: a core does about thirty verifications a second, so log-in is the cheapest denial of service there is.
 * Behind the bounded queue a flood of guesses costs its senders a 503 and leaves the other routes their processor.
 */
@Injectable()
export class PasswordHasher implements OnModuleInit {
  private readonly queue = new BoundedQueue({ concurrency: Math.min(2, availableParallelism()), capacity: 32, deadlineMs: 5_000 });
  private unknownUser = '';

  constructor(metrics: Metrics) {
    metrics.gauge('orbis_password_queue_waiting', 'Password hashes waiting for a turn', [], () => this.queue.waiting);
    metrics.gauge('orbis_password_queue_running', 'Password hashes being computed', [], () => this.queue.running);
  }

  async onModuleInit(): Promise<void> {
    this.unknownUser = await hash(randomToken(), PARAMETERS);
  }

  /** A hash nobody knows the password of: verify against it for unknown users, so that they take as long as known ones. */
  get dummyHash(): string {
    return this.unknownUser;
  }

  /** @throws DomainError auth.busy */
  hash(password: string): Promise<string> {
    return this.queued(() => hash(password, PARAMETERS));
  }

  /**
   * @returns false for a wrong password
   * @throws DomainError auth.busy
   */
  verify(hashed: string, password: string): Promise<boolean> {
    return this.queued(() => verify(hashed, password));
  }

  /** Whether a hash was made with other parameters than today's: hash the password again at the next log-in. */
  needsRehash(hashed: string): boolean {
    const { memoryCost, timeCost, parallelism } = parseOptions(hashed);
    return memoryCost !== PARAMETERS.memoryCost || timeCost !== PARAMETERS.timeCost || parallelism !== PARAMETERS.parallelism;
  }

  private async queued<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await this.queue.run(work);
    } catch (error) {
      if (error instanceof QueueFull) throw new DomainError('auth.busy', { retryAfterSeconds: RETRY_AFTER_SECONDS });
      throw error;
    }
  }
}
