export { HOLD_DAYS } from './domain/referral-hold.js';
export { ReferralsModule } from './referrals.module.js';
