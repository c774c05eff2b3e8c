import type { DomainEventClass } from '../../platform/events/domain-event.js';
import { EmailVerificationRequested } from './events/email-verification-requested.event.js';
import { ImpersonationStarted } from './events/impersonation-started.event.js';
import { InvitationRevoked } from './events/invitation-revoked.event.js';
import { MemberInvited } from './events/member-invited.event.js';
import { MemberJoined } from './events/member-joined.event.js';
import { MemberRemoved } from './events/member-removed.event.js';
import { MemberUpdated } from './events/member-updated.event.js';
import { NewSignIn } from './events/new-sign-in.event.js';
import { PasswordChanged } from './events/password-changed.event.js';
import { PasswordResetRequested } from './events/password-reset-requested.event.js';
import { PasswordReset } from './events/password-reset.event.js';
import { SecurityAlertRaised } from './events/security-alert.event.js';
import { StaffGranted } from './events/staff-granted.event.js';
import { StaffRevoked } from './events/staff-revoked.event.js';
import { UserEmailVerified } from './events/user-email-verified.event.js';
import { UserSignedUp } from './events/user-signed-up.event.js';

/** Everything this module publishes. */
export const AUTH_EVENTS: readonly DomainEventClass[] = [
  EmailVerificationRequested,
  ImpersonationStarted,
  InvitationRevoked,
  MemberInvited,
  MemberJoined,
  MemberRemoved,
  MemberUpdated,
  NewSignIn,
  PasswordChanged,
  PasswordReset,
  PasswordResetRequested,
  SecurityAlertRaised,
  StaffGranted,
  StaffRevoked,
  UserEmailVerified,
  UserSignedUp,
];
