export { heldSince } from './domain/referral-hold.js';
export { holdCondition } from './persistence/referral-conditions.js';
export { ReferralsModule } from './referrals.module.js';
