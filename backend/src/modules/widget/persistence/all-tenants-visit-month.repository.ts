import { Injectable } from '@nestjs/common';
import { PlatformDatabase } from '../../../platform/database/platform-database.js';

/** The months of the visits' table: a partition each. */
@Injectable()
export class AllTenantsVisitMonthRepository {
  constructor(private readonly database: PlatformDatabase) {}

  /** Makes the partition of the month an instant lies in, if it is not there. Returns how many visits had to wait for it elsewhere. */
  async open(instant: Date): Promise<number> {
    const [row] = await this.database.query<{ moved: number }>({ text: 'select open_widget_month($1) as moved', values: [instant] });
    return row?.moved ?? 0;
  }

  /** Visits of months that have no partition. */
  async unplaced(): Promise<number> {
    const [row] = await this.database.query<{ visits: number }>({ text: 'select count(*)::int as visits from widget_visits_default' });
    return row?.visits ?? 0;
  }
}
