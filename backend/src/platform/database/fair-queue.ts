/** Something that waits in a lane. `weight` is how many items it brings. */
export interface Waiting {
  readonly lane: string;
  readonly weight: number;
}

/**
 * First in, first out per lane, and the lanes take turns: a tenant that sends a thousand requests delays its own, not its neighbours'.
 */
export class FairQueue<T extends Waiting> {
  private readonly byLane = new Map<string, T[]>();
  private total = 0;

  /** Waiting weight. */
  get weight(): number {
    return this.total;
  }

  push(entry: T): void {
    const own = this.byLane.get(entry.lane);
    if (own) own.push(entry);
    else this.byLane.set(entry.lane, [entry]);
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
    for (const [first] of this.byLane.values()) return first;
    return undefined;
  }

  /** Takes the entry out and sends its lane to the end of the round. */
  private shift(entry: T): T {
    const own = this.byLane.get(entry.lane) ?? [];
    own.shift();
    if (this.byLane.size > 1 || own.length === 0) {
      this.byLane.delete(entry.lane);
      if (own.length > 0) this.byLane.set(entry.lane, own);
    }
    return entry;
  }
}
