/** What a visit or a sign-up counts on when the link said no channel. */
export const DIRECT_CHANNEL = 'direct';
export const REFERRAL_CHANNEL_MAX = 40;
/** A short slug: what stands in the address of a link is shown to people and to machines. */
export const REFERRAL_CHANNEL_PATTERN = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** The channel that a text names, such as `utm_source` of a link: what no slug can hold becomes a dash. Empty when nothing is left. */
export const channelSlug = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-/, '')
    .slice(0, REFERRAL_CHANNEL_MAX)
    .replace(/-$/, '');
