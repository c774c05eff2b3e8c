import { Body, Controller, Post } from '@nestjs/common';
import { ForgotPassword, LogIn, OneTimeToken, ResetPassword, Session, SignUp, SignUpAccepted } from '@orbisvoice/shared-dto';
import type { Origin } from '../../../platform/access/actor.js';
import { RequestOrigin } from '../../../platform/access/current-actor.js';
import { ApiEndpoint } from '../../../platform/http/api-endpoint.js';
import { PasswordResetRequests } from '../services/password-reset-requests.js';
import { PasswordResetService } from '../services/password-reset.service.js';
import { SignUpService } from '../services/sign-up.service.js';
import { Exchange, type AuthExchange } from './auth-exchange.js';
import { SignInFlow } from './sign-in-flow.js';

/** Ways in and out: accounts, log-in, refresh, log-out, forgotten passwords. */
@Controller('auth')
export class AuthController {
  constructor(
    private readonly signUps: SignUpService,
    private readonly signIns: SignInFlow,
    private readonly resetRequests: PasswordResetRequests,
    private readonly resets: PasswordResetService,
  ) {}

  @Post('signup')
  @ApiEndpoint({
    public: true,
    summary: 'Open an account; a mail with a link follows',
    ok: SignUpAccepted,
    status: 202,
    errors: ['auth.password_compromised', 'auth.busy'],
  })
  signUp(@Body({ schema: SignUp }) body: SignUp, @RequestOrigin() origin: Origin): Promise<SignUpAccepted> {
    return this.signUps.signUp(body, origin);
  }

  @Post('verify-email')
  @ApiEndpoint({
    public: true,
    summary: 'Prove the address with the link of the mail, and sign in',
    ok: Session,
    errors: ['auth.token_invalid', 'auth.account_banned'],
  })
  verifyEmail(@Body({ schema: OneTimeToken }) body: OneTimeToken, @Exchange() exchange: AuthExchange): Promise<Session> {
    return this.signIns.verifyEmail(body, exchange);
  }

  @Post('login')
  @ApiEndpoint({
    public: true,
    summary: 'Sign in',
    ok: Session,
    errors: ['auth.invalid_credentials', 'auth.email_unverified', 'auth.account_banned', 'auth.busy'],
  })
  logIn(@Body({ schema: LogIn }) body: LogIn, @Exchange() exchange: AuthExchange): Promise<Session> {
    return this.signIns.logIn(body, exchange);
  }

  @Post('refresh')
  @ApiEndpoint({
    public: true,
    summary: 'A new access token for the refresh cookie of the app named in `x-orbis-client`',
    ok: Session,
    errors: ['auth.refresh_invalid', 'auth.refresh_reused', 'auth.account_banned'],
  })
  refresh(@Exchange('required') exchange: AuthExchange): Promise<Session> {
    return this.signIns.refresh(exchange);
  }

  @Post('logout')
  @ApiEndpoint({ public: true, summary: 'End the session of the refresh cookie', ok: null })
  logOut(@Exchange('required') exchange: AuthExchange): Promise<void> {
    return this.signIns.logOut(exchange);
  }

  @Post('password/forgot')
  @ApiEndpoint({
    public: true,
    summary: 'Ask for a mail with a reset link; the answer is the same for every address',
    ok: null,
    status: 202,
  })
  forgot(@Body({ schema: ForgotPassword }) body: ForgotPassword, @RequestOrigin() origin: Origin): Promise<void> {
    return this.resetRequests.forgotten(body.email, origin);
  }

  @Post('password/reset')
  @ApiEndpoint({
    public: true,
    summary: 'Choose a new password with the link of the mail; every session ends',
    ok: null,
    errors: ['auth.token_invalid', 'auth.password_compromised', 'auth.busy'],
  })
  reset(@Body({ schema: ResetPassword }) body: ResetPassword, @RequestOrigin() origin: Origin): Promise<void> {
    return this.resets.reset(body, origin);
  }
}
