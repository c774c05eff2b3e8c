import type { Random } from './random.js';
import type { Story } from './stories.js';
import type { RowWriter } from './writer.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Where links are shared, and how often. */
const CHANNELS = [
  [5, 'direct'],
  [3, 'newsletter'],
  [3, 'linkedin'],
  [2, 'spring-fair'],
  [1, 'partner-page'],
] as const;
/** Visits of so many days are kept in the story. */
const VISIT_DAYS = 180;
/** Workspaces that share their link more than others: the first ones recommend (see `tellStories`). */
const RECOMMENDING_DAYS = 300;
const VISITOR_BYTES = 16;

interface ReferralFrame {
  readonly stories: readonly Story[];
  readonly random: Random;
  /** A stream of its own: a channel must not change anybody's history. */
  readonly links: Random;
  readonly firstPaidAt: Date | null;
}

/** A referral counts when the referrer was there first; it converted with the first paid invoice. */
export function addReferral(writer: RowWriter, story: Story, { stories, random, links, firstPaidAt }: ReferralFrame): void {
  const referrer = story.referredBy === null ? undefined : stories[story.referredBy];
  if (!referrer || referrer.signedUpAt >= story.signedUpAt) return;
  const channel = links.weighted(CHANNELS);
  writer.add('referrals', {
    id: random.id(story.signedUpAt),
    tenant_id: referrer.tenantId,
    referee_tenant_id: story.tenantId,
    code: referrer.referralCode,
    channel,
    status: firstPaidAt ? 'converted' : 'signed_up',
    signed_up_at: story.signedUpAt,
    converted_at: firstPaidAt,
  });
  // who signed up had opened the link
  addVisit(writer, referrer.tenantId, { channel, at: new Date(story.signedUpAt.getTime() - links.whole(2, 20) * 60_000), random: links });
}

/** What a workspace's link is visited; the long-standing ones share it, the others now and then. */
export function addReferralVisits(writer: RowWriter, story: Story, { random, now }: { random: Random; now: Date }): void {
  const age = (now.getTime() - story.signedUpAt.getTime()) / DAY;
  const share = age > RECOMMENDING_DAYS ? 0.5 : 0.06;
  for (let day = Math.min(VISIT_DAYS, Math.floor(age)); day > 0; day--)
    for (let count = random.isHit(share) ? random.whole(1, 3) : 0; count > 0; count--) {
      const at = new Date(now.getTime() - day * DAY + random.whole(0, DAY / 1000 - 1) * 1000);
      addVisit(writer, story.tenantId, { channel: random.weighted(CHANNELS), at, random });
    }
}

function addVisit(writer: RowWriter, tenantId: string, { channel, at, random }: { channel: string; at: Date; random: Random }): void {
  const bytes = Array.from({ length: VISITOR_BYTES }, () => random.whole(0, 255).toString(16).padStart(2, '0'));
  writer.add('referral_visits', {
    tenant_id: tenantId,
    day: at.toISOString().slice(0, 10),
    visitor: `\\x${bytes.join('')}`,
    channel,
    visited_at: at,
  });
}
