import * as z from 'zod';
import { DisplayName, Email, NewPassword } from '../auth/auth.dto.js';
import { Instant, pageOf } from '../platform/page.dto.js';
import { ROLES } from '../values/permissions.js';

export const Member = z
  .object({
    id: z.uuid(),
    email: z.string(),
    name: z.string(),
    role: z.enum(ROLES),
    emailVerifiedAt: Instant.nullable(),
    lastSeenAt: Instant.nullable(),
    createdAt: Instant,
  })
  .meta({ id: 'Member' });
export type Member = z.infer<typeof Member>;
export const MemberPage = pageOf(Member, 'MemberPage');
export type MemberPage = z.infer<typeof MemberPage>;

export const UpdateMember = z.strictObject({ role: z.enum(ROLES) }).meta({ id: 'UpdateMember' });
export type UpdateMember = z.infer<typeof UpdateMember>;

export const InviteMember = z.strictObject({ email: Email, role: z.enum(['admin', 'member']) }).meta({ id: 'InviteMember' });
export type InviteMember = z.infer<typeof InviteMember>;

export const Invitation = z
  .object({ id: z.uuid(), email: z.string(), role: z.enum(ROLES), expiresAt: Instant, createdAt: Instant })
  .meta({ id: 'Invitation' });
export type Invitation = z.infer<typeof Invitation>;
export const InvitationPage = pageOf(Invitation, 'InvitationPage');
export type InvitationPage = z.infer<typeof InvitationPage>;

/** The token of the invitation mail; name and password of the person who joins. */
export const AcceptInvitation = z
  .strictObject({ token: z.string().min(20).max(200), name: DisplayName, password: NewPassword })
  .meta({ id: 'AcceptInvitation' });
export type AcceptInvitation = z.infer<typeof AcceptInvitation>;
