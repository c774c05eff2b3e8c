import * as z from 'zod';
import { AuditEntry } from '../audit/audit.dto.js';
import { Instant, KeysetQuery, keysetOf } from '../platform/page.dto.js';
import { EVENT_NAMES } from '../values/event-names.js';
import { ROLES } from '../values/permissions.js';
import { PLAN_CODES } from '../values/plan-codes.js';
import { ACTIVITY_PARTS, TENANT_STATUSES, USER_SEEN, USER_SORTS, YES_NO } from '../values/statuses.js';
import { StaffChange } from './staff-change.dto.js';
import { StaffReason } from './standing.dto.js';

/** A person of any tenant. */
export const AdminUser = z
  .object({
    id: z.uuid(),
    tenantId: z.uuid(),
    tenantName: z.string(),
    tenantStatus: z.enum(TENANT_STATUSES),
    email: z.string(),
    name: z.string(),
    role: z.enum(ROLES),
    isAdmin: z.boolean().describe('Belongs to staff'),
    emailVerifiedAt: Instant.nullable(),
    lastSeenAt: Instant.nullable(),
    createdAt: Instant,
    lockedUntil: Instant.nullable().describe('Until when a brake on sign-in makes guesses at this account wait'),
  })
  .meta({ id: 'AdminUser' });
export type AdminUser = z.infer<typeof AdminUser>;
export const AdminUserList = keysetOf(AdminUser, 'AdminUserList');
export type AdminUserList = z.infer<typeof AdminUserList>;

export const AdminUserQuery = KeysetQuery.extend({
  search: z.string().trim().max(100).optional().describe('A part of the name or the address, or the id'),
  tenantId: z.uuid().optional(),
  role: z.enum(ROLES).optional(),
  staff: z.enum(YES_NO).optional(),
  verified: z.enum(YES_NO).optional(),
  locked: z.enum(YES_NO).optional(),
  seen: z.enum(USER_SEEN).optional(),
  sort: z.enum(USER_SORTS).default('-createdAt'),
});
export type AdminUserQuery = z.infer<typeof AdminUserQuery>;

const UserSession = z.object({
  id: z.uuid(),
  client: z.string().describe('`portal` or `console`'),
  createdAt: Instant,
  lastSeenAt: Instant,
  expiresAt: Instant,
  ip: z.string().nullable(),
  userAgent: z.string().nullable(),
});
export type AdminUserSession = z.infer<typeof UserSession>;

/** One person with everything that lets staff help: never a password, a link or a secret. */
export const AdminUserDetail = AdminUser.extend({
  tenantTier: z.enum(PLAN_CODES),
  updatedAt: Instant,
  sessions: z.array(UserSession).describe('Where they are signed in, the last used first'),
  devices: z
    .array(z.object({ id: z.uuid(), firstSeenAt: Instant, lastSeenAt: Instant }))
    .describe('Known by a keyed hash, which tells nothing of them'),
  links: z
    .array(z.object({ purpose: z.enum(['verify_email', 'reset_password']), createdAt: Instant, expiresAt: Instant }))
    .describe('One-time links that are out and still work'),
  brakes: z
    .array(z.object({ isKnownDevice: z.boolean(), failures: z.int(), freeAt: Instant, isHolding: z.boolean() }))
    .describe('Failures in a row, from unknown devices together and from each known one'),
  signIns: z.object({ succeeded: z.int(), failed: z.int(), since: Instant }).describe('Of the last 30 days'),
  staffChange: StaffChange.nullable().describe('A change of their staff rights that waits for a second person'),
  isSelf: z.boolean().describe('The reader'),
}).meta({ id: 'AdminUserDetail' });
export type AdminUserDetail = z.infer<typeof AdminUserDetail>;

/** What a person did and what was done to them. */
export const UserActivityQuery = KeysetQuery.extend({
  part: z.enum(ACTIVITY_PARTS).default('all'),
  action: z.enum(EVENT_NAMES).optional(),
  from: Instant.optional(),
  to: Instant.optional().describe('Exclusive'),
});
export type UserActivityQuery = z.infer<typeof UserActivityQuery>;
export const UserActivityList = keysetOf(AuditEntry, 'UserActivityList');
export type UserActivityList = z.infer<typeof UserActivityList>;

/** What staff do to somebody's account, and why. */
export const StaffDeed = z.strictObject({ reason: StaffReason }).meta({ id: 'StaffDeed' });
export type StaffDeed = z.infer<typeof StaffDeed>;

/** One session, or all of them. */
export const RevokeSessions = z
  .strictObject({ reason: StaffReason, sessionId: z.uuid().optional().describe('All of them without it') })
  .meta({ id: 'RevokeSessions' });
export type RevokeSessions = z.infer<typeof RevokeSessions>;

export const RevokedSessions = z.object({ ended: z.int() }).meta({ id: 'RevokedSessions' });
export type RevokedSessions = z.infer<typeof RevokedSessions>;

export const UnlockedSignIn = z.object({ brakes: z.int().describe('How many brakes were lifted') }).meta({ id: 'UnlockedSignIn' });
export type UnlockedSignIn = z.infer<typeof UnlockedSignIn>;
