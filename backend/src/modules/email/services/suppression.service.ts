import { Injectable } from '@nestjs/common';
import type { EmailCategory } from '@orbisvoice/shared-dto/values';
import { Clock } from '../../../platform/clock/clock.js';
import { isOptional } from '../domain/mail-choice.js';
import { AllTenantsSuppressionRepository } from '../persistence/all-tenants-suppression.repository.js';
import type { LiveSuppression } from '../persistence/suppression.js';
import { AddressKeys } from './address-keys.js';

/** A mail that is about to leave, as far as suppression looks at it. */
export interface Candidate {
  readonly recipient: string;
  readonly category: EmailCategory;
}

const isHitBy = ({ category }: Candidate, { scope }: LiveSuppression): boolean => scope === 'all' || isOptional(category);

/** Knows which addresses may not be written to, and what for. */
@Injectable()
export class SuppressionService {
  constructor(
    private readonly suppressions: AllTenantsSuppressionRepository,
    private readonly addresses: AddressKeys,
    private readonly clock: Clock,
  ) {}

  /** Why each of these must not leave, in the order given; null lets it. One query, however many. */
  async refusals(candidates: readonly Candidate[]): Promise<(string | null)[]> {
    if (candidates.length === 0) return [];
    const live = await this.of(candidates.map(({ recipient }) => recipient));
    return candidates.map((candidate) => {
      const hit = live.get(candidate.recipient)?.find((suppression) => isHitBy(candidate, suppression));
      return hit ? `the address is suppressed: ${hit.reason.replace('_', ' ')}` : null;
    });
  }

  /** What is in force for each address that has something. */
  async of(addresses: readonly string[]): Promise<Map<string, LiveSuppression[]>> {
    const byHash = new Map<string, LiveSuppression[]>();
    const hashes = new Map([...new Set(addresses)].map((address) => [address, this.addresses.hash(address)]));
    for (const suppression of await this.suppressions.live([...hashes.values()], this.clock.now())) {
      const key = suppression.hash.toString('hex');
      byHash.set(key, [...(byHash.get(key) ?? []), suppression]);
    }
    const found = new Map<string, LiveSuppression[]>();
    for (const [address, hash] of hashes) {
      const list = byHash.get(hash.toString('hex'));
      if (list) found.set(address, list);
    }
    return found;
  }
}
