import { Injectable } from '@nestjs/common';
import { PlatformDatabase } from '../../../platform/database/platform-database.js';

/** A month that was dropped, and how many visits it had. */
export interface DroppedMonth {
  /** As the partition's name ends: `2024_09`. */
  readonly month: string;
  readonly visits: number;
}

/** The months of the visits' table: a partition each. */
@Injectable()
export class AllTenantsVisitMonthRepository {
  constructor(private readonly database: PlatformDatabase) {}

  /** Makes the partition of the month an instant lies in, if it is not there. Returns how many visits had to wait for it elsewhere. */
  async open(instant: Date): Promise<number> {
    const [row] = await this.database.query<{ moved: number }>({ text: 'select open_widget_month($1) as moved', values: [instant] });
    return row?.moved ?? 0;
  }

  /** Drops the oldest month that ends before an instant, which begins a month; null when there is none. */
  async drop(since: Date): Promise<DroppedMonth | null> {
    const text = 'select month, visits::float8 as visits from drop_widget_month($1)';
    const [dropped] = await this.database.query<DroppedMonth>({ text, values: [since] });
    return dropped ?? null;
  }

  /** Deletes visits of before that lie in no month, so many at most. @returns how many */
  async forgetUnplaced(since: Date, most: number): Promise<number> {
    const text = 'select forget_unplaced_visits($1, $2) as visits';
    const [row] = await this.database.query<{ visits: number }>({ text, values: [since, most] });
    return row?.visits ?? 0;
  }

  /** Visits of months that have no partition. */
  async unplaced(): Promise<number> {
    const [row] = await this.database.query<{ visits: number }>({ text: 'select count(*)::int as visits from widget_visits_default' });
    return row?.visits ?? 0;
  }
}
