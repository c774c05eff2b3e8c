import { Injectable, inject } from '@angular/core';
import type {
  AcceptInvitation,
  ForgotPassword,
  ImpersonatedSession,
  LogIn,
  OneTimeToken,
  OpenImpersonation,
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
  verifyEmail = (body: OneTimeToken): Promise<Session> => this.api.post('auth/verify-email', body);
  logIn = (body: LogIn): Promise<Session> => this.api.post('auth/login', body);
  forgotPassword = (body: ForgotPassword): Promise<void> => this.api.post('auth/password/forgot', body);
  resetPassword = (body: ResetPassword): Promise<void> => this.api.post('auth/password/reset', body);
  openImpersonation = (body: OpenImpersonation): Promise<ImpersonatedSession> => this.api.post('auth/impersonation', body);
  acceptInvitation = (body: AcceptInvitation): Promise<Session> => this.api.post('team/invitations/accept', body);
}
