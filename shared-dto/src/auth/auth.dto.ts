import * as z from 'zod';
import { LIMITS } from '../values/limits.js';
import { PERMISSIONS, ROLES } from '../values/permissions.js';
import { PLAN_CODES } from '../values/plan-codes.js';
import { TENANT_STATUSES } from '../values/statuses.js';
import { Instant } from '../platform/page.dto.js';
import { ReferralChannelName, ReferralCodeText } from '../referrals/referral.dto.js';

/** An address as typed, trimmed and lower-cased. */
export const Email = z.string().trim().toLowerCase().pipe(z.email().max(LIMITS.emailMax));

/** A name for people: no control characters, so that it is safe in a mail header. */
export const DisplayName = z
  .string()
  .trim()
  .min(1)
  .max(LIMITS.nameMax)
  .regex(/^[^\p{Cc}\p{Zl}\p{Zp}]*$/u, 'must not contain control characters');

/** A new password. Length only, no composition rules (NIST SP 800-63B); common ones are refused by the server. */
export const NewPassword = z.string().min(LIMITS.passwordMin).max(LIMITS.passwordMax);

/** IANA time zone name. */
export const TimeZone = z.string().max(64).refine(isTimeZone, 'must be an IANA time zone');

/** Newer engines take offsets for zones, and PostgreSQL reads the sign of one the other way round. */
function isTimeZone(name: string): boolean {
  if (/^[+-]/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

export const SignUp = z
  .strictObject({
    email: Email,
    password: NewPassword,
    name: DisplayName,
    company: DisplayName,
    referralCode: ReferralCodeText.optional(),
    referralChannel: ReferralChannelName.optional(),
    timeZone: TimeZone.default('UTC'),
  })
  .meta({ id: 'SignUp', description: 'A new account with its own tenant' });
export type SignUp = z.infer<typeof SignUp>;

/** The same answer whether the address was free or not: nobody learns who has an account. */
export const SignUpAccepted = z.object({ status: z.literal('verification_sent') }).meta({ id: 'SignUpAccepted' });
export type SignUpAccepted = z.infer<typeof SignUpAccepted>;

export const LogIn = z.strictObject({ email: Email, password: z.string().min(1).max(LIMITS.passwordMax) }).meta({ id: 'LogIn' });
export type LogIn = z.infer<typeof LogIn>;

export const OneTimeToken = z.strictObject({ token: z.string().min(20).max(200) }).meta({ id: 'OneTimeToken' });
export type OneTimeToken = z.infer<typeof OneTimeToken>;

export const ForgotPassword = z.strictObject({ email: Email }).meta({ id: 'ForgotPassword' });
export type ForgotPassword = z.infer<typeof ForgotPassword>;

export const ResetPassword = z.strictObject({ token: z.string().min(20).max(200), password: NewPassword }).meta({ id: 'ResetPassword' });
export type ResetPassword = z.infer<typeof ResetPassword>;

export const ChangePassword = z
  .strictObject({ currentPassword: z.string().min(1).max(LIMITS.passwordMax), newPassword: NewPassword })
  .meta({ id: 'ChangePassword' });
export type ChangePassword = z.infer<typeof ChangePassword>;

/** Why a workspace may read and pay but not run, since when, and whom to write to. */
export const Suspension = z
  .object({ reason: z.string(), since: Instant, contact: z.string().describe('Address of the support desk') })
  .meta({ id: 'Suspension' });
export type Suspension = z.infer<typeof Suspension>;

export const Me = z
  .object({
    id: z.uuid(),
    email: z.string(),
    name: z.string(),
    role: z.enum(ROLES),
    isAdmin: z.boolean(),
    permissions: z.array(z.enum(PERMISSIONS)),
    emailVerifiedAt: Instant.nullable(),
    tenant: z.object({
      id: z.uuid(),
      name: z.string(),
      slug: z.string(),
      status: z.enum(TENANT_STATUSES),
      subscriptionTier: z.enum(PLAN_CODES),
      timeZone: z.string(),
      locale: z.string(),
      suspension: Suspension.nullable(),
    }),
  })
  .meta({ id: 'Me', description: 'Who is signed in, and to which tenant' });
export type Me = z.infer<typeof Me>;

export const UpdateMe = z
  .strictObject({ name: DisplayName.optional() })
  .refine((body) => Object.keys(body).length > 0, 'nothing to change')
  .meta({ id: 'UpdateMe' });
export type UpdateMe = z.infer<typeof UpdateMe>;

/** The refresh token travels only in an HttpOnly cookie, never in a body. */
export const Session = z
  .object({ accessToken: z.string(), expiresAt: Instant, me: Me })
  .meta({ id: 'Session', description: 'A signed-in session' });
export type Session = z.infer<typeof Session>;

export const SessionInfo = z
  .object({
    id: z.uuid(),
    createdAt: Instant,
    lastSeenAt: Instant,
    ip: z.string().nullable(),
    userAgent: z.string().nullable(),
    isCurrent: z.boolean(),
  })
  .meta({ id: 'SessionInfo' });
export type SessionInfo = z.infer<typeof SessionInfo>;
export const SessionList = z.object({ items: z.array(SessionInfo) }).meta({ id: 'SessionList' });
export type SessionList = z.infer<typeof SessionList>;
