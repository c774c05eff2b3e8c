/** Below it every value has a bucket of its own. */
const EXACT_BELOW = 128;
/** Buckets to each power of two above. */
const PER_OCTAVE = 64;
/** Powers of two whose bucket numbers begin at `PER_OCTAVE · (w + 1)`, `w` being how many low bits a bucket does not see. */
const OCTAVE_OF_EXACT = 6;

/** The bucket of a non-negative integer. The twin of `histogram_bucket` in SQL. */
export function bucketOf(value: number): number {
  if (value < EXACT_BELOW) return value;
  const hidden = 31 - Math.clz32(value) - OCTAVE_OF_EXACT;
  return PER_OCTAVE * (hidden + 1) + ((value >>> hidden) % PER_OCTAVE);
}

/** The middle of a bucket: less than 1 % from every value in it, and exact below 128. */
export function valueOf(bucket: number): number {
  if (bucket < EXACT_BELOW) return bucket;
  const hidden = Math.floor(bucket / PER_OCTAVE) - 1;
  const width = 2 ** hidden;
  return (PER_OCTAVE + (bucket % PER_OCTAVE)) * width + (width - 1) / 2;
}

/** How often values of each bucket occurred. Two of them add up, which percentiles do not. */
export class Histogram {
  private readonly rows: Row[] = [];
  /** What `rows` come to, once somebody asks. */
  private sum: Row | null = null;
  private size = 0;

  get total(): number {
    return this.size;
  }

  /** Adds what a row of a roll-up holds: buckets, and beside them how many values each has. It is kept, not copied. */
  add(buckets: readonly number[], counts: readonly number[]): void {
    if (buckets.length === 0) return;
    this.rows.push({ buckets, counts });
    this.sum = null;
    for (let index = 0; index < buckets.length; index++) this.size += counts[index] ?? 0;
  }

  /** The value below which so much of all lies, between two neighbours in proportion, as `percentile_cont` has it; null of nothing. */
  quantile(share: number): number | null {
    if (this.size === 0) return null;
    const rank = share * (this.size - 1);
    const [low = 0, high = 0] = this.valuesAt(Math.floor(rank), Math.ceil(rank));
    return low + (high - low) * (rank - Math.floor(rank));
  }

  /** The values at two places of the sorted row, the first not behind the second. */
  private valuesAt(first: number, second: number): number[] {
    const { buckets, counts } = (this.sum ??= sumOf(this.rows));
    let low: number | null = null;
    let seen = 0;
    for (let index = 0; index < buckets.length; index++) {
      seen += counts[index] ?? 0;
      if (low === null && seen > first) low = buckets[index] ?? 0;
      if (low !== null && seen > second) return [valueOf(low), valueOf(buckets[index] ?? 0)];
    }
    return [];
  }
}

/** Some buckets, and how many values each has. */
interface Row {
  readonly buckets: readonly number[];
  readonly counts: readonly number[];
}

/** One more than the bucket of the largest integer. */
const BUCKETS = bucketOf(2 ** 31 - 1) + 1;
/** Where sums are made: buckets are few enough to be places, which need no sorting. Empty between two sums, none of which waits for anything. */
const places = new Float64Array(BUCKETS);

/** All in one, smallest bucket first. */
function sumOf(rows: readonly Row[]): Row {
  const [only] = rows;
  if (only && rows.length === 1 && isAscending(only.buckets)) return only;
  let end = 0;
  for (const { buckets, counts } of rows)
    for (let index = 0; index < buckets.length; index++) {
      const bucket = buckets[index] ?? 0;
      places[bucket] = (places[bucket] ?? 0) + (counts[index] ?? 0);
      if (bucket >= end) end = bucket + 1;
    }
  return taken(end);
}

/** What lies in the places before `end`, which are empty afterwards. */
function taken(end: number): Row {
  const sum = { buckets: [] as number[], counts: [] as number[] };
  for (let bucket = 0; bucket < end; bucket++) {
    const count = places[bucket] ?? 0;
    if (count === 0) continue;
    sum.buckets.push(bucket);
    sum.counts.push(count);
    places[bucket] = 0;
  }
  return sum;
}

function isAscending(buckets: readonly number[]): boolean {
  for (let index = 1; index < buckets.length; index++) if ((buckets[index] ?? 0) <= (buckets[index - 1] ?? 0)) return false;
  return true;
}
