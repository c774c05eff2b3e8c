import { createHash } from 'node:crypto';
import { appendFile } from 'node:fs/promises';
import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import { Config } from '../../../platform/config/config.js';
import { DataKeys } from '../../../platform/crypto/data-keys.js';
import type { SignedHead } from '../domain/signed-head.js';
import { AllTenantsAuditHeadRepository } from '../persistence/all-tenants-audit-head.repository.js';
import { signHead } from './audit-heads.js';

const BATCH = 1_000;

/** Signs where chains end, and hands the heads on: a copy that the database's administrators cannot reach is what shows a tail that was cut. */
@Injectable()
export class AuditHeadSigning {
  private readonly logger = new Logger(AuditHeadSigning.name);

  constructor(
    private readonly heads: AllTenantsAuditHeadRepository,
    private readonly keys: DataKeys,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  /** Signs every end that moved. Returns how many did. */
  async sign(): Promise<number> {
    const at = this.clock.now().toISOString();
    const digest = createHash('sha256');
    let [count, after]: [number, string | null] = [0, null];
    for (;;) {
      const unsigned = await this.heads.unsigned(after, BATCH);
      if (unsigned.length === 0) break;
      const signed = unsigned.map((head) => signHead(this.keys, { ...head, at }));
      const lines = linesOf(signed);
      // outside first: a head that only the database knows proves nothing
      if (this.config.audit.headsFile) await appendFile(this.config.audit.headsFile, lines, { mode: 0o600 });
      await this.heads.add(signed);
      digest.update(lines);
      count += signed.length;
      after = signed.at(-1)?.tenantId ?? null;
    }
    // logs leave the machine by themselves: the digest ties the heads of this turn to them
    if (count > 0) this.logger.log({ message: 'audit heads signed', count, at, digest: digest.digest('hex') });
    return count;
  }

  /** The newest head of every tenant, as lines of JSON. */
  async *lines(): AsyncGenerator<string> {
    for (let after: string | null = null; ;) {
      const heads: SignedHead[] = await this.heads.newest(after, BATCH);
      if (heads.length === 0) return;
      yield linesOf(heads);
      after = heads.at(-1)?.tenantId ?? null;
    }
  }
}

const linesOf = (heads: readonly SignedHead[]): string => heads.map((head) => `${JSON.stringify(head)}\n`).join('');
