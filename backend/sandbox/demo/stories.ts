import { type PlanCode } from '@orbisvoice/shared-dto/values';
import { type BusinessKind, COMPANIES } from './businesses.js';
import { Random } from './random.js';

/** Something a tenant did about its plan. */
export interface Act {
  readonly at: Date;
  readonly kind: 'subscribe' | 'change' | 'cancel';
  readonly plan: Exclude<PlanCode, 'free'>;
  /** The card of a `subscribe`: `fails` pays today and declines at the renewal. */
  readonly card?: 'pays' | 'fails';
}

/** The life of one tenant, as far as it decided it itself. */
export interface Story {
  readonly tenantId: string;
  readonly name: string;
  readonly slug: string;
  readonly kind: BusinessKind;
  readonly country: string;
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
type Plot = 'free' | 'starter' | 'grew' | 'professional' | 'enterprise' | 'shrank' | 'left' | 'returned' | 'failing';
const PLOTS: readonly Plot[] = [
  'starter', 'free', 'grew', 'starter', 'professional', 'starter', 'enterprise', 'left', 'starter', 'free',
  'professional', 'starter', 'grew', 'free', 'starter', 'left', 'free', 'starter', 'professional', 'free',
  'shrank', 'starter', 'free', 'failing', 'free', 'starter', 'grew', 'free', 'returned', 'starter',
  'left', 'free', 'professional', 'starter', 'free', 'free', 'starter', 'failing', 'free', 'enterprise',
]; // prettier-ignore

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
      timeZone,
      ownerName,
      ownerEmail: `owner@${slug}.example`,
      signedUpAt,
      acts: index === 0 ? showWindow(signedUpAt, now) : actsOf(plot, { signedUpAt, now, random }),
      monthlyVolume: volumeOf(plot, index, random),
      referralCode: random.code(8),
      referredBy: index > 4 && random.isHit(0.3) ? random.whole(0, 3) : null,
    };
  });
}

function ageOf(plot: Plot, index: number, random: Random): number {
  if (plot === 'returned' || plot === 'left' || plot === 'shrank') return random.whole(240, 400);
  if (index >= NEWCOMERS && plot === 'free') return random.whole(1, 24);
  return plot === 'free' ? random.whole(25, 330) : random.whole(50, 410);
}

interface Frame {
  readonly signedUpAt: Date;
  readonly now: Date;
  readonly random: Random;
}

function actsOf(plot: Plot, frame: Frame): Act[] {
  const first = after(frame.signedUpAt, frame.random.whole(2, 24), frame.random);
  const subscribe = (plan: Act['plan'], at = first, card: Act['card'] = 'pays'): Act => ({ at, kind: 'subscribe', plan, card });
  const later = (days: number): Date => after(first, days, frame.random);
  const span = Math.max(20, (frame.now.getTime() - first.getTime()) / DAY);
  const acts: Readonly<Record<Plot, () => Act[]>> = {
    free: () => [],
    starter: () => [subscribe('starter')],
    professional: () => [subscribe('professional')],
    grew: () => [subscribe('starter'), { at: later(span * 0.55), kind: 'change', plan: 'professional' }],
    enterprise: () => [subscribe('professional'), { at: later(span * 0.4), kind: 'change', plan: 'enterprise' }],
    shrank: () => [subscribe('professional'), { at: later(span * 0.6), kind: 'change', plan: 'starter' }],
    left: () => [subscribe('starter'), { at: later(span * 0.5), kind: 'cancel', plan: 'starter' }],
    returned: () => [
      subscribe('starter'),
      { at: later(span * 0.3), kind: 'cancel', plan: 'starter' },
      subscribe('professional', later(span * 0.3 + 75)),
    ],
    failing: () => [subscribe('starter', new Date(frame.now.getTime() - frame.random.whole(33, 37) * DAY), 'fails')],
  };
  return acts[plot]().filter((act) => act.at < frame.now);
}

/** The portal's show window pays since its first weeks, and its present period is three quarters over: a usage bar with something in it. */
function showWindow(signedUpAt: Date, now: Date): Act[] {
  const at = new Date(now.getTime() - 24 * DAY);
  at.setUTCMonth(at.getUTCMonth() - 13);
  return [{ at: at > signedUpAt ? at : after(signedUpAt, 3, new Random(1)), kind: 'subscribe', plan: 'starter', card: 'pays' }];
}

/** Small on purpose where plans are large: believable, and quick to load. The first is the portal's show window, the second nearly full. */
function volumeOf(plot: Plot, index: number, random: Random): number {
  if (index === 0) return 620;
  if (index === 1) return 96;
  if (plot === 'free' || plot === 'left') return random.whole(6, 45);
  if (plot === 'enterprise') return random.whole(150, 210);
  return plot === 'professional' || plot === 'grew' ? random.whole(60, 120) : random.whole(25, 70);
}

const after = (start: Date, days: number, random: Random): Date => workingHour(new Date(start.getTime() + days * DAY), random);

function workingHour(day: Date, random: Random): Date {
  const at = new Date(day);
  at.setUTCHours(random.whole(8, 18), random.whole(0, 59), random.whole(0, 59), 0);
  return at;
}
