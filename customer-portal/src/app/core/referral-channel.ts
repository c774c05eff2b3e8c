import { DIRECT_CHANNEL } from '@orbisvoice/shared-dto/values';

/** A channel of a referral link in words: the name its maker gave it, and how one without a name is called. */
export const channelLabel = (channel: string): string => (channel === DIRECT_CHANNEL ? 'Direct' : channel);
