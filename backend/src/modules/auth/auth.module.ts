import './auth.errors.js';
import { Module } from '@nestjs/common';
import { DatabaseModule } from '../../platform/database/database.module.js';
import { EventsModule } from '../../platform/events/events.module.js';
import { AuditModule } from '../audit/index.js';
import { TenantsModule } from '../tenants/index.js';
import { AUTH_EVENTS } from './auth.events.js';
import { AccountController } from './http/account.controller.js';
import { AuthCookies } from './http/auth-cookies.js';
import { AuthController } from './http/auth.controller.js';
import { ImpersonationController } from './http/impersonation.controller.js';
import { SignInFlow } from './http/sign-in-flow.js';
import { TeamController } from './http/team.controller.js';
import { PurgeCredentials } from './jobs/purge-credentials.job.js';
import { AllTenantsCredentialRepository } from './persistence/all-tenants-credential.repository.js';
import { AllTenantsIdentityRepository } from './persistence/all-tenants-identity.repository.js';
import { AllTenantsImpersonationRepository } from './persistence/all-tenants-impersonation.repository.js';
import { AllTenantsLoginAttemptRepository } from './persistence/all-tenants-login-attempt.repository.js';
import { AllTenantsStaffRepository } from './persistence/all-tenants-staff.repository.js';
import { KnownDeviceRepository } from './persistence/known-device.repository.js';
import { ImpersonationRepository } from './persistence/impersonation.repository.js';
import { OneTimeTokenRepository } from './persistence/one-time-token.repository.js';
import { SessionPrincipalRepository } from './persistence/session-principal.repository.js';
import { SessionRow } from './persistence/session.entity.js';
import { SessionRepository } from './persistence/session.repository.js';
import { StaffRosterRepository } from './persistence/staff-roster.repository.js';
import { TeamInvitation } from './persistence/team-invitation.entity.js';
import { TeamInvitationRepository } from './persistence/team-invitation.repository.js';
import { User } from './persistence/user.entity.js';
import { UserRepository } from './persistence/user.repository.js';
import { AccessTokenAuthenticator } from './services/access-token.authenticator.js';
import { AccessTokens } from './services/access-tokens.js';
import { AccountOpening } from './services/account-opening.js';
import { AccountService } from './services/account.service.js';
import { AuthKeys } from './services/auth-keys.js';
import { BrakesService } from './services/brakes.service.js';
import { EmailVerificationService } from './services/email-verification.service.js';
import { ImpersonationCache } from './services/impersonation-cache.js';
import { ImpersonationNews } from './services/impersonation-news.js';
import { ImpersonationOpening } from './services/impersonation-opening.js';
import { Impersonations } from './services/impersonation.service.js';
import { InvitationLinks } from './services/invitation-links.js';
import { InvitationService } from './services/invitation.service.js';
import { JoiningService } from './services/joining.service.js';
import { KnownDevices } from './services/known-devices.js';
import { LogInOutcome } from './services/log-in-outcome.js';
import { LogInSignals } from './services/log-in-signals.js';
import { LogInService } from './services/log-in.service.js';
import { MemberService } from './services/member.service.js';
import { NewPasswords } from './services/new-passwords.js';
import { OneTimeLinks } from './services/one-time-links.js';
import { OwnSessionsService } from './services/own-sessions.service.js';
import { PasswordReplacement } from './services/password-replacement.js';
import { PasswordResetRequests } from './services/password-reset-requests.js';
import { PasswordResetService } from './services/password-reset.service.js';
import { PasswordService } from './services/password.service.js';
import { Profiles } from './services/profiles.js';
import { RefreshService } from './services/refresh.service.js';
import { SessionCache } from './services/session-cache.js';
import { SessionEnding } from './services/session-ending.js';
import { SessionTime } from './services/session-time.js';
import { SessionService } from './services/session.service.js';
import { SignIn } from './services/sign-in.js';
import { SignInHelp } from './services/sign-in-help.js';
import { SignUpService } from './services/sign-up.service.js';
import { StaffRightsNews } from './services/staff-rights-news.js';
import { StaffRights } from './services/staff-rights.js';
import { TeamNews } from './services/team-news.js';
import { TokenFamily } from './services/token-family.js';
import { UnknownLogIns } from './services/unknown-log-ins.js';
import { UserDirectory } from './services/user-directory.js';

const persistence = [
  AllTenantsCredentialRepository,
  AllTenantsIdentityRepository,
  AllTenantsImpersonationRepository,
  AllTenantsLoginAttemptRepository,
  AllTenantsStaffRepository,
  KnownDeviceRepository,
  ImpersonationRepository,
  OneTimeTokenRepository,
  SessionPrincipalRepository,
  SessionRepository,
  StaffRosterRepository,
  TeamInvitationRepository,
  UserRepository,
];
const sessions = [
  AccessTokenAuthenticator,
  AccessTokens,
  AuthKeys,
  RefreshService,
  SessionCache,
  SessionEnding,
  SessionService,
  SessionTime,
  TokenFamily,
];
const impersonation = [ImpersonationCache, ImpersonationNews, ImpersonationOpening, Impersonations];
const signIn = [
  AccountOpening,
  BrakesService,
  EmailVerificationService,
  KnownDevices,
  LogInOutcome,
  LogInService,
  LogInSignals,
  SignIn,
  SignInFlow,
  SignInHelp,
  SignUpService,
  UnknownLogIns,
  AuthCookies,
];
const passwords = [NewPasswords, OneTimeLinks, PasswordReplacement, PasswordResetRequests, PasswordResetService, PasswordService];
const people = [
  AccountService,
  InvitationLinks,
  InvitationService,
  JoiningService,
  MemberService,
  OwnSessionsService,
  Profiles,
  StaffRights,
  StaffRightsNews,
  TeamNews,
  UserDirectory,
];

@Module({
  imports: [
    TenantsModule,
    AuditModule,
    DatabaseModule.forFeature([User, SessionRow, TeamInvitation]),
    EventsModule.forFeature(AUTH_EVENTS),
  ],
  controllers: [AuthController, AccountController, ImpersonationController, TeamController],
  providers: [...persistence, ...sessions, ...impersonation, ...signIn, ...passwords, ...people, PurgeCredentials],
  exports: [
    BrakesService,
    Impersonations,
    InvitationLinks,
    OneTimeLinks,
    PasswordResetRequests,
    SessionService,
    SignInHelp,
    StaffRights,
    UserDirectory,
  ],
})
export class AuthModule {}
