import { Injectable, inject } from '@angular/core';
import type {
  AcceptInvitation,
  ForgotPassword,
  ImpersonatedSession,
  LogIn,
  OneTimeToken,
  OpenImpersonation,
  ReferralVisit,
  ResetPassword,
  Session,
  SignUp,
  SignUpAccepted,
} from '@orbisvoice/shared-dto';
import { ApiClient } from '@orbisvoice/shared-ui/core';

/** The calls before there is a session. */
@Injectable({ providedIn: 'root' })
export class AuthApi {
  private readonly api = inject(ApiClient);

  signUp = (body: SignUp): Promise<SignUpAccepted> => this.api.post('auth/signup', body);
  /** The browser delivers it in its own time: whether a visit could be counted is nothing the visitor waits for. */
  visited = (visit: ReferralVisit): boolean =>
    navigator.sendBeacon('/api/referrals/visits', new Blob([JSON.stringify(visit)], { type: 'application/json' }));
  verifyEmail = (body: OneTimeToken): Promise<Session> => this.api.post('auth/verify-email', body);
  logIn = (body: LogIn): Promise<Session> => this.api.post('auth/login', body);
  forgotPassword = (body: ForgotPassword): Promise<void> => this.api.post('auth/password/forgot', body);
  resetPassword = (body: ResetPassword): Promise<void> => this.api.post('auth/password/reset', body);
  openImpersonation = (body: OpenImpersonation): Promise<ImpersonatedSession> => this.api.post('auth/impersonation', body);
  acceptInvitation = (body: AcceptInvitation): Promise<Session> => this.api.post('team/invitations/accept', body);
}
