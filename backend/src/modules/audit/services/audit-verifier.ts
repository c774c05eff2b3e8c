import { Injectable } from '@nestjs/common';
import type { AuditFindingKind } from '@orbisvoice/shared-dto/values';
import { DataKeys } from '../../../platform/crypto/data-keys.js';
import type { ChainFinding } from '../domain/chain-finding.js';
import type { SignedHead } from '../domain/signed-head.js';
import {
  AllTenantsAuditChainRepository,
  type ChainRow,
  type ChainScan,
  type Frame,
} from '../persistence/all-tenants-audit-chain.repository.js';
import { isSignedHead } from './audit-heads.js';
import { ChainCheck, tenantOfFrame } from './chain-check.js';

const HEADS_BATCH = 1_000;
/** More tenants with a fault than that are counted, not named. */
const MAX_FINDINGS = 100;

export interface VerifyOptions {
  /** Only this tenant's chain. */
  readonly tenantId?: string | undefined;
  /**
   * Signed heads kept outside of the database: they show a tail that was cut together with everything that knew of it. The old ones count:
   * who has the key can write the chain anew and have its new end signed.
   */
  readonly heads?: Iterable<SignedHead> | AsyncIterable<SignedHead>;
  /** Called between batches. */
  readonly onProgress?: (progress: { readonly entries: number; readonly tenants: number }) => Promise<void>;
}

export interface VerifyResult {
  readonly entries: number;
  readonly tenants: number;
  readonly heads: number;
  /** The first fault of each tenant, the first hundred tenants. */
  readonly findings: readonly ChainFinding[];
  readonly faultyTenants: number;
}

interface OpenChain {
  readonly tenantId: string;
  readonly check: ChainCheck;
}

/** The first fault of every tenant, by place. */
class Findings {
  private readonly byTenant = new Map<string, ChainFinding>();

  add(tenantId: string, seq: number, kind: AuditFindingKind): void {
    const known = this.byTenant.get(tenantId);
    if (!known || seq < known.seq) this.byTenant.set(tenantId, { tenantId, seq, kind });
  }

  get result(): Pick<VerifyResult, 'findings' | 'faultyTenants'> {
    return { findings: [...this.byTenant.values()].slice(0, MAX_FINDINGS), faultyTenants: this.byTenant.size };
  }
}

/** The rows of the chains, one tenant after the other beside the entries. */
class ChainRows {
  private batch: readonly ChainRow[] = [];
  private index = 0;

  constructor(private readonly scan: ChainScan) {}

  async peek(): Promise<ChainRow | null> {
    if (this.index === this.batch.length) {
      this.batch = await this.scan.chains();
      this.index = 0;
    }
    return this.batch[this.index] ?? null;
  }

  skip(): void {
    this.index++;
  }
}

/**
 * Checks chains against themselves, their keys and the signed heads, in one snapshot, by streaming: memory does not grow with the log. The
 * database is only asked for rows; every hash is computed here.
 */
@Injectable()
export class AuditVerifier {
  constructor(
    private readonly chains: AllTenantsAuditChainRepository,
    private readonly keys: DataKeys,
  ) {}

  verify(options: VerifyOptions = {}): Promise<VerifyResult> {
    return this.chains.scan(options.tenantId ?? null, async (scan) => {
      const findings = new Findings();
      const counts = await this.followChains(scan, findings, options);
      for (let rows = await scan.unchained(); rows.length > 0; rows = await scan.unchained()) {
        for (const { tenantId } of rows) findings.add(tenantId, 0, 'unchained');
      }
      const heads = await this.compareHeads(scan, findings, options);
      return { ...counts, heads, ...findings.result };
    });
  }

  private async followChains(
    scan: ChainScan,
    findings: Findings,
    { onProgress }: VerifyOptions,
  ): Promise<{ entries: number; tenants: number }> {
    const rows = new ChainRows(scan);
    const counts = { entries: 0, tenants: 0 };
    // the chain that is followed, if any
    const chains: OpenChain[] = [];
    const follow = async (batch: readonly Frame[]): Promise<void> => {
      for (const [frame, seq] of batch) {
        const tenantId = tenantOfFrame(frame);
        if (chains[0]?.tenantId !== tenantId) {
          await this.endChain(chains.pop(), rows, findings);
          await this.passEmpty(tenantId, rows, findings);
          chains.push({ tenantId, check: new ChainCheck(this.keys) });
          counts.tenants++;
        }
        chains[0]?.check.follow(frame, seq);
      }
      counts.entries += batch.length;
      await onProgress?.(counts);
    };
    for (let batch = await scan.entries(); batch.length > 0;) {
      // the next batch is on its way while this one is hashed; waited for together, or its failure would be nobody's
      [batch] = await Promise.all([scan.entries(), follow(batch)]);
    }
    await this.endChain(chains.pop(), rows, findings);
    await this.passEmpty(null, rows, findings);
    return counts;
  }

  private async endChain(open: OpenChain | undefined, rows: ChainRows, findings: Findings): Promise<void> {
    if (!open) return;
    const { tenantId, check } = open;
    const row = await rows.peek();
    const isOwn = row?.tenantId === tenantId;
    if (isOwn) rows.skip();
    const fault = check.end(isOwn ? row : null);
    if (fault) findings.add(tenantId, fault.seq, fault.kind);
  }

  /** Chains without entries, up to a tenant that has some: they must not claim any. */
  private async passEmpty(before: string | null, rows: ChainRows, findings: Findings): Promise<void> {
    for (let row = await rows.peek(); row && (before === null || row.tenantId < before); row = await rows.peek()) {
      const fault = new ChainCheck(this.keys).end(row);
      if (fault) findings.add(row.tenantId, fault.seq, fault.kind);
      rows.skip();
    }
  }

  private async compareHeads(scan: ChainScan, findings: Findings, { heads = [], tenantId }: VerifyOptions): Promise<number> {
    let count = 0;
    for (let kept = await scan.heads(); kept.length > 0; kept = await scan.heads()) {
      count += await this.compareBatch(scan, findings, kept);
    }
    let batch: SignedHead[] = [];
    for await (const head of heads) {
      if (tenantId === undefined || head.tenantId === tenantId) batch.push(head);
      if (batch.length < HEADS_BATCH) continue;
      count += await this.compareBatch(scan, findings, batch);
      batch = [];
    }
    return count + (await this.compareBatch(scan, findings, batch));
  }

  private async compareBatch(scan: ChainScan, findings: Findings, heads: readonly SignedHead[]): Promise<number> {
    const found = await scan.hashesAt(heads);
    const places = new Map(found.map((place) => [`${place.tenantId} ${place.seq}`, place]));
    for (const head of heads) {
      const { tenantId, seq } = head;
      const place = places.get(`${tenantId} ${seq}`);
      if (!isSignedHead(this.keys, head)) findings.add(tenantId, seq, 'bad_signature');
      else if (!place?.hash) findings.add(tenantId, place?.after ?? seq, 'tail_cut');
      else if (place.hash !== head.hash) findings.add(tenantId, seq, 'rewritten');
    }
    return heads.length;
  }
}
