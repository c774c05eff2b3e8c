import { Injectable, computed, inject } from '@angular/core';
import type { ReferralCode, ReferralLinkVisitPage, ReferralPage } from '@orbisvoice/shared-dto';
import { HOLD_FILTERS, REFERRAL_STATUSES } from '@orbisvoice/shared-dto/values';
import { SessionStore, apiResource, oneOf, urlState } from '@orbisvoice/shared-ui/core';
import { addressSpan } from '../../core/address-span';
import { daysOrInstants, isZone } from '../../core/day-range';
import type { FileFilters } from '../../core/list-export';
import { wayBack } from '../../core/origin';
import type { Days } from '../../core/range-presets';
import { channelLabel } from '../../core/referral-channel';
import { traitsOf } from '../../core/trait-filters';
import { referralsApi } from './referrals.api';
import { S } from './referrals.strings';
import { HOLD_LABELS } from '../../core/row-labels';

/** Days of the address, both included, or its instants, as the API takes them, and their zone where it is another than the workspace's. */
function narrowing() {
  const session = inject(SessionStore);
  const zoneOf = (timeZone: string): string | null => (isZone(timeZone) && timeZone !== session.timeZone() ? timeZone : null);
  return {
    zoneOf,
    /** The span of the address for the fields. */
    spanOf: ({ value, patch }: UrlOfSpan) => addressSpan({ value, patch, zone: () => zoneOf(value().timeZone) ?? session.timeZone() }),
    query: ({ from, to, timeZone, channel }: Readonly<Record<'from' | 'to' | 'timeZone' | 'channel', string>>) => ({
      ...daysOrInstants(from, to),
      timeZone: zoneOf(timeZone),
      channel,
    }),
  };
}

interface UrlOfSpan {
  readonly value: () => Readonly<Record<'from' | 'to' | 'timeZone', string>>;
  readonly patch: (days: Days) => void;
}

const wordsOf = ({ status, hold }: Readonly<Record<'status' | 'hold', string>>) => ({
  status: oneOf(status, REFERRAL_STATUSES),
  hold: oneOf(hold, HOLD_FILTERS),
});

const channelTrait = (channel: string) => (channel ? [{ key: 'channel', label: S.filters.channelIs(channelLabel(channel)) }] : []);

/** The code of the workspace and who came by it, as the address asks for them. */
@Injectable()
export class ReferralsStore {
  private readonly narrowing = narrowing();
  readonly url = urlState({ page: 1, from: '', to: '', timeZone: '', channel: '', status: '', hold: '' });
  readonly back = wayBack();
  readonly span = this.narrowing.spanOf({ value: () => this.url.value(), patch: (days) => this.url.patch(days) });
  readonly zone = computed(() => this.narrowing.zoneOf(this.url.value().timeZone));
  readonly traits = computed(() => [
    ...this.span.traits(),
    ...channelTrait(this.url.value().channel),
    ...traitsOf(this.url.value(), { hold: HOLD_LABELS }),
  ]);
  readonly code = apiResource<ReferralCode>(referralsApi.code);
  readonly referrals = apiResource<ReferralPage>(() => {
    const { page, status, hold, ...rest } = this.url.value();
    return referralsApi.list({ page, ...wordsOf({ status, hold }), ...this.narrowing.query(rest) });
  });
  readonly file = (): FileFilters => {
    const { page: _, status, hold, ...rest } = this.url.value();
    return { ...wordsOf({ status, hold }), ...this.narrowing.query(rest) };
  };

  /** Takes a filter off that has no field. */
  widen(without: Readonly<Record<string, string>>): void {
    if (!this.span.widen(without)) this.url.patch('channel' in without ? { channel: '' } : { hold: '' });
  }
}

/** Visits to the link, as the address asks for them. */
@Injectable()
export class LinkVisitsStore {
  private readonly narrowing = narrowing();
  readonly url = urlState({ page: 1, from: '', to: '', timeZone: '', channel: '' });
  readonly back = wayBack();
  readonly span = this.narrowing.spanOf({ value: () => this.url.value(), patch: (days) => this.url.patch(days) });
  readonly zone = computed(() => this.narrowing.zoneOf(this.url.value().timeZone));
  readonly traits = computed(() => [...this.span.traits(), ...channelTrait(this.url.value().channel)]);
  readonly visits = apiResource<ReferralLinkVisitPage>(() => {
    const { page, ...rest } = this.url.value();
    return referralsApi.visits({ page, ...this.narrowing.query(rest) });
  });
  readonly file = (): FileFilters => this.narrowing.query(this.url.value());

  /** Takes a filter off that has no field. */
  widen(without: Readonly<Record<string, string>>): void {
    if (!this.span.widen(without)) this.url.patch({ channel: '' });
  }
}
