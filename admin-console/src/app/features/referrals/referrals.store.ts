import { computed, inject, Injectable } from '@angular/core';
import type { ReferralAnalyticsQuery } from '@orbisvoice/shared-dto';
import { ANALYTICS_INTERVALS, type AnalyticsInterval } from '@orbisvoice/shared-dto/values';
import { fileExport, urlState } from '@orbisvoice/shared-ui/core';
import { addDays } from '@orbisvoice/shared-ui/format';
import { fieldFaults } from '../../core/field-faults';
import { keepLast } from '../../core/keep-last';
import { ReferralsApi } from './referrals.api';
import { REFERRAL_FIELDS, REFERRALS } from './referrals.strings';

const isInterval = (text: string): text is AnalyticsInterval => ANALYTICS_INTERVALS.some((interval) => interval === text);

/** The referral report of the days that the address holds; without them the last thirty. */
@Injectable()
export class ReferralsStore {
  private readonly api = inject(ReferralsApi);
  readonly filter = urlState({ from: '', to: '', interval: 'day' });
  readonly interval = computed((): AnalyticsInterval => {
    const { interval } = this.filter.value();
    return isInterval(interval) ? interval : 'day';
  });
  private readonly query = computed<Partial<ReferralAnalyticsQuery>>(() => {
    const { from, to } = this.filter.value();
    return { interval: this.interval(), ...(from && { from }), ...(to && { to: addDays(to, 1) }) };
  });
  readonly report = keepLast(this.api.report(this.query), this.query);
  /** What is wrong with the range asked for, in the server's words. */
  readonly rangeFault = computed(() => fieldFaults(this.report.problem() ?? this.report.stale()?.problem, REFERRAL_FIELDS));
  readonly isEmpty = computed(() => {
    const report = this.report.value();
    return report !== undefined && report.channels.length === 0;
  });
  /** First and last day of what is shown. */
  readonly shown = computed(() => {
    const report = this.report.value();
    return report ? { from: report.from, last: addDays(report.to, -1) } : null;
  });

  readonly files = fileExport<'csv'>();

  /** Saves the range that is shown, with every workspace whose link was used. */
  async export(): Promise<void> {
    const shown = this.shown();
    if (!shown) return;
    await this.files.save('csv', REFERRALS.fileName(shown.from, shown.last), () => this.api.export(this.query()));
  }
}
