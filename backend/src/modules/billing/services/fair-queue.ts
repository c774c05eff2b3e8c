/** Something that waits for a tenant. `weight` is how many events it brings. */
export interface Waiting {
  readonly tenantId: string;
  readonly weight: number;
}

/**
 * First in, first out per tenant, and the tenants take turns: a tenant that sends a thousand requests delays its own, not its neighbours'.
 */
export class FairQueue<T extends Waiting> {
  private readonly byTenant = new Map<string, T[]>();
  private total = 0;

  /** Waiting weight. */
  get weight(): number {
    return this.total;
  }

  push(entry: T): void {
    const own = this.byTenant.get(entry.tenantId);
    if (own) own.push(entry);
    else this.byTenant.set(entry.tenantId, [entry]);
    this.total += entry.weight;
  }

  /** The next entries of at most `maxWeight` together; a heavier one goes alone. */
  take(maxWeight: number): T[] {
    const taken: T[] = [];
    let weight = 0;
    for (let next = this.head(); next && (taken.length === 0 || weight + next.weight <= maxWeight); next = this.head()) {
      weight += next.weight;
      taken.push(this.shift(next));
    }
    this.total -= weight;
    return taken;
  }

  private head(): T | undefined {
    for (const [first] of this.byTenant.values()) return first;
    return undefined;
  }

  /** Takes the entry out and sends its tenant to the end of the round. */
  private shift(entry: T): T {
    const own = this.byTenant.get(entry.tenantId) ?? [];
    own.shift();
    if (this.byTenant.size > 1 || own.length === 0) {
      this.byTenant.delete(entry.tenantId);
      if (own.length > 0) this.byTenant.set(entry.tenantId, own);
    }
    return entry;
  }
}
