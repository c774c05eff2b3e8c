import { Injectable, computed, inject } from '@angular/core';
import type { ReferralCode, ReferralLinkVisitPage, ReferralPage } from '@orbisvoice/shared-dto';
import { HOLD_FILTERS, REFERRAL_STATUSES } from '@orbisvoice/shared-dto/values';
import { SessionStore, apiResource, oneOf, urlState } from '@orbisvoice/shared-ui/core';
import { addDays } from '@orbisvoice/shared-ui/format';
import { isDay, isZone } from '../../core/day-range';
import { wayBack } from '../../core/origin';
import { channelLabel } from '../../core/referral-channel';
import { traitsOf } from '../../core/trait-filters';
import { referralsApi } from './referrals.api';
import { S, HOLD_LABELS } from './referrals.strings';

/** Days of the address, both included, as the API takes them, and their zone where it is another than the workspace's. */
function narrowing() {
  const session = inject(SessionStore);
  const zoneOf = (timeZone: string): string | null => (isZone(timeZone) && timeZone !== session.timeZone() ? timeZone : null);
  return {
    zoneOf,
    query: ({ from, to, timeZone, channel }: Readonly<Record<'from' | 'to' | 'timeZone' | 'channel', string>>) => ({
      from: isDay(from) ? from : undefined,
      to: isDay(to) ? addDays(to, 1) : undefined,
      timeZone: zoneOf(timeZone),
      channel,
    }),
  };
}

const channelTrait = (channel: string) => (channel ? [{ key: 'channel', label: S.filters.channelIs(channelLabel(channel)) }] : []);

/** The code of the workspace and who came by it, as the address asks for them. */
@Injectable()
export class ReferralsStore {
  private readonly narrowing = narrowing();
  readonly url = urlState({ page: 1, from: '', to: '', timeZone: '', channel: '', status: '', hold: '' });
  readonly back = wayBack();
  readonly zone = computed(() => this.narrowing.zoneOf(this.url.value().timeZone));
  readonly traits = computed(() => [...channelTrait(this.url.value().channel), ...traitsOf(this.url.value(), { hold: HOLD_LABELS })]);
  readonly code = apiResource<ReferralCode>(referralsApi.code);
  readonly referrals = apiResource<ReferralPage>(() => {
    const { page, status, hold, ...rest } = this.url.value();
    const words = { status: oneOf(status, REFERRAL_STATUSES), hold: oneOf(hold, HOLD_FILTERS) };
    return referralsApi.list({ page, ...words, ...this.narrowing.query(rest) });
  });

  /** Takes a filter off that has no field. */
  widen(without: Readonly<Record<string, string>>): void {
    this.url.patch('channel' in without ? { channel: '' } : { hold: '' });
  }
}

/** Visits to the link, as the address asks for them. */
@Injectable()
export class LinkVisitsStore {
  private readonly narrowing = narrowing();
  readonly url = urlState({ page: 1, from: '', to: '', timeZone: '', channel: '' });
  readonly back = wayBack();
  readonly zone = computed(() => this.narrowing.zoneOf(this.url.value().timeZone));
  readonly traits = computed(() => channelTrait(this.url.value().channel));
  readonly visits = apiResource<ReferralLinkVisitPage>(() => {
    const { page, ...rest } = this.url.value();
    return referralsApi.visits({ page, ...this.narrowing.query(rest) });
  });
}
