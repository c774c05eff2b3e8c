import { type BillingInterval, type PlanCode } from '@orbisvoice/shared-dto/values';
import { type BusinessKind, COMPANIES } from './businesses.js';
import { Random } from './random.js';

export type PaidPlan = Exclude<PlanCode, 'free'>;

/** Something that was done about a tenant's plan or its money. */
export type Act = { readonly at: Date } & (
  | {
      readonly kind: 'subscribe';
      readonly plan: PaidPlan;
      readonly interval: BillingInterval;
      /** `fails` pays today and declines at the renewal. */
      readonly card: 'pays' | 'fails';
      readonly trialDays: number;
    }
  | { readonly kind: 'change'; readonly plan: PaidPlan }
  | { readonly kind: 'cancel' }
  /** Part of the latest payment goes back. */
  | { readonly kind: 'refund'; readonly percent: number }
  /** The cardholder contests the latest payment; the bank decides. */
  | { readonly kind: 'dispute' }
  | { readonly kind: 'decide'; readonly outcome: 'won' | 'lost' }
  /** Conversations beyond the limit are sold from now on, up to a sum per period in minor units. */
  | { readonly kind: 'sellOverage'; readonly plan: PaidPlan; readonly cap: number }
  /** What was counted beyond the limit of the running period is reported to Stripe's meter. */
  | { readonly kind: 'report'; readonly quantity: number }
);

export type ActOf<K extends Act['kind']> = Extract<Act, { kind: K }>;

/** The life of one tenant, as far as it decided it itself. */
export interface Story {
  readonly tenantId: string;
  readonly name: string;
  readonly slug: string;
  readonly kind: BusinessKind;
  readonly country: string;
  /** The VAT number of those who gave one; their invoices carry tax. */
  readonly vatId: string | null;
  readonly timeZone: string;
  readonly ownerName: string;
  readonly ownerEmail: string;
  readonly signedUpAt: Date;
  readonly acts: readonly Act[];
  /** Conversations a month at the end of the story; it grows towards it. */
  readonly monthlyVolume: number;
  readonly referralCode: string;
  /** Index of the story that referred this one. */
  readonly referredBy: number | null;
}

const DAY = 86_400_000;
const MONTHS = 14;
/** Stories from here on that never paid signed up in the last weeks. */
const NEWCOMERS = 31;

/** How a tenant's plan went, and how many of the forty went that way. */
type Plot =
  | 'free' | 'starter' | 'grew' | 'professional' | 'enterprise' | 'shrank' | 'left' | 'returned' | 'failing'
  | 'overflowing' | 'yearly' | 'yearlyPro' | 'trying' | 'tried' | 'shrinking' | 'ending' | 'refunded' | 'disputed' | 'disputeWon' | 'disputeLost' | 'upgraded'; // prettier-ignore
const PLOTS: readonly Plot[] = [
  'starter', 'free', 'grew', 'overflowing', 'professional', 'yearly', 'enterprise', 'left', 'ending', 'free',
  'yearlyPro', 'starter', 'grew', 'free', 'trying', 'left', 'free', 'tried', 'shrinking', 'free',
  'shrank', 'refunded', 'free', 'failing', 'free', 'upgraded', 'grew', 'free', 'returned', 'disputeWon',
  'left', 'free', 'professional', 'disputeLost', 'free', 'free', 'disputed', 'failing', 'free', 'enterprise',
]; // prettier-ignore
/** By index of the story: one at home in Germany, which is charged tax, and two for whom the charge is reversed. */
const VAT_IDS: Readonly<Record<number, string>> = { 4: 'DE214365879', 11: 'IE6388047V', 12: 'NL123456789B01' };

/** Every tenant's story, oldest sign-up first within the last fourteen months. */
export function tellStories(random: Random, now: Date): Story[] {
  return COMPANIES.map(([name, kind, country, timeZone, ownerName], index) => {
    const plot = PLOTS[index] ?? 'free';
    const slug = name.toLowerCase().replace(/[^a-z0-9]+/g, '-');
    const age = index === 0 ? MONTHS * 30.4 - 3 : ageOf(plot, index, random);
    const signedUpAt = workingHour(new Date(now.getTime() - age * DAY), random);
    return {
      tenantId: random.id(signedUpAt),
      name,
      slug,
      kind,
      country,
      vatId: VAT_IDS[index] ?? null,
      timeZone,
      ownerName,
      ownerEmail: `owner@${slug}.example`,
      signedUpAt,
      acts: index === 0 ? showWindow(signedUpAt, now) : actsOf(plot, { signedUpAt, now, random }),
      monthlyVolume: volumeOf(plot, index, random),
      referralCode: random.code(8),
      referredBy: referrerOf(index, random),
    };
  });
}

/** Whom the workspace that is looked at first has won lately: a trial, one that pays, and two that are free. */
const WON_LATELY: readonly number[] = [14, 25, 35, 38];

function referrerOf(index: number, random: Random): number | null {
  const drawn = index > 4 && random.isHit(0.3) ? random.whole(0, 3) : null;
  return WON_LATELY.includes(index) ? 0 : drawn;
}

function ageOf(plot: Plot, index: number, random: Random): number {
  if (plot === 'returned' || plot === 'left' || plot === 'shrank') return random.whole(240, 400);
  if (plot === 'yearlyPro') return 400;
  if (plot === 'trying') return 9;
  if (plot === 'upgraded') return random.whole(27, 29);
  if (['overflowing', 'yearly', 'shrinking', 'ending', 'refunded', 'disputed', 'disputeWon', 'disputeLost'].includes(plot))
    return random.whole(210, 400);
  if (index >= NEWCOMERS && plot === 'free') return random.whole(1, 24);
  return plot === 'free' ? random.whole(25, 330) : random.whole(50, 410);
}

interface Frame {
  readonly signedUpAt: Date;
  readonly now: Date;
  readonly random: Random;
}

function actsOf(plot: Plot, frame: Frame): Act[] {
  const { now, random, signedUpAt } = frame;
  const first = after(signedUpAt, random.whole(2, 24), random);
  const subscribe = (plan: PaidPlan, more: Partial<Omit<ActOf<'subscribe'>, 'kind' | 'plan'>> = {}): Act => ({
    ...{ at: first, kind: 'subscribe', plan, interval: 'month', card: 'pays', trialDays: 0 },
    ...more,
  });
  const later = (days: number): Date => after(first, days, random);
  const ago = (days: number): Date => after(now, -days, random);
  const span = Math.max(20, (now.getTime() - first.getTime()) / DAY);
  const [early, half] = [span * 0.3, span * 0.55];
  const disputed = (): Act[] => [subscribe('starter', { at: ago(96) }), { at: ago(51), kind: 'dispute' }];
  const acts: Readonly<Record<Plot, () => Act[]>> = {
    free: () => [],
    starter: () => [subscribe('starter')],
    professional: () => [subscribe('professional')],
    grew: () => [subscribe('starter'), { at: later(half), kind: 'change', plan: 'professional' }],
    // minutes ago: what Stripe sent last is as fresh as the demo
    upgraded: () => [subscribe('starter'), { at: new Date(now.getTime() - 25 * 60_000), kind: 'change', plan: 'professional' }],
    enterprise: () => [subscribe('professional'), { at: later(span * 0.4), kind: 'change', plan: 'enterprise' }],
    shrank: () => [subscribe('professional'), { at: later(span * 0.6), kind: 'change', plan: 'starter' }],
    left: () => [subscribe('starter'), { at: later(half), kind: 'cancel' }],
    returned: () => [subscribe('starter'), { at: later(early), kind: 'cancel' }, subscribe('professional', { at: later(early + 75) })],
    failing: () => [subscribe('starter', { at: ago(random.whole(35, 38)), card: 'fails' })],
    overflowing: () => overflow(now, random),
    yearly: () => [subscribe('starter', { at: ago(200), interval: 'year' })],
    yearlyPro: () => [subscribe('professional', { at: ago(383), interval: 'year' })],
    trying: () => [subscribe('professional', { at: ago(6), trialDays: 14 })],
    tried: () => [subscribe('starter', { trialDays: 14 })],
    shrinking: () => [subscribe('professional', { at: ago(70) }), { at: ago(3), kind: 'change', plan: 'starter' }],
    ending: () => [subscribe('starter', { at: ago(70) }), { at: ago(4), kind: 'cancel' }],
    refunded: () => [subscribe('starter'), { at: ago(40), kind: 'refund', percent: 100 }, { at: ago(8), kind: 'refund', percent: 50 }],
    disputed: () => [subscribe('starter', { at: ago(45) }), { at: ago(4), kind: 'dispute' }],
    disputeWon: () => [...disputed(), { at: ago(20), kind: 'decide', outcome: 'won' }],
    disputeLost: () => [...disputed(), { at: ago(16), kind: 'decide', outcome: 'lost' }],
  };
  return acts[plot]().filter((act) => act.at < now);
}

/** Beyond the limit in the month that is over, and again in the present one, which is in its last days. */
function overflow(now: Date, random: Random): Act[] {
  const begun = new Date(now.getTime() - 26 * DAY);
  const at = workingHour(new Date(Date.UTC(begun.getUTCFullYear(), begun.getUTCMonth() - 1, Math.min(begun.getUTCDate(), 28))), random);
  const ended = new Date(at);
  ended.setUTCMonth(at.getUTCMonth() + 1);
  const before = (moment: Date, minutes: number): Date => new Date(moment.getTime() - minutes * 60_000);
  return [
    { at, kind: 'subscribe', plan: 'starter', interval: 'month', card: 'pays', trialDays: 0 },
    { at: new Date(at.getTime() + 60_000), kind: 'sellOverage', plan: 'starter', cap: 2000 },
    { at: before(ended, 10), kind: 'report', quantity: 37 },
    { at: before(now, 5), kind: 'report', quantity: 12 },
  ];
}

/** The portal's show window pays since its first weeks, and its present period is three quarters over: a usage bar with something in it. */
function showWindow(signedUpAt: Date, now: Date): Act[] {
  const at = new Date(now.getTime() - 24 * DAY);
  at.setUTCMonth(at.getUTCMonth() - 13);
  return [
    {
      at: at > signedUpAt ? at : after(signedUpAt, 3, new Random(1)),
      kind: 'subscribe',
      plan: 'starter',
      interval: 'month',
      card: 'pays',
      trialDays: 0,
    },
  ];
}

/** Small on purpose where plans are large: believable, and quick to load. The first is the portal's show window, the second nearly full. */
function volumeOf(plot: Plot, index: number, random: Random): number {
  if (index === 0) return 620;
  if (index === 1) return 96;
  if (plot === 'free' || plot === 'left') return random.whole(6, 45);
  if (plot === 'enterprise') return random.whole(150, 210);
  return ['professional', 'grew', 'yearlyPro', 'shrinking'].includes(plot) ? random.whole(60, 120) : random.whole(25, 70);
}

const after = (start: Date, days: number, random: Random): Date => workingHour(new Date(start.getTime() + days * DAY), random);

function workingHour(day: Date, random: Random): Date {
  const at = new Date(day);
  at.setUTCHours(random.whole(8, 18), random.whole(0, 59), random.whole(0, 59), 0);
  return at;
}
