import { Injectable } from '@nestjs/common';
import type { LogIn, OneTimeToken, Session } from '@orbisvoice/shared-dto';
import { EmailVerificationService } from '../services/email-verification.service.js';
import { LogInService } from '../services/log-in.service.js';
import { RefreshService } from '../services/refresh.service.js';
import { AuthCookies } from './auth-cookies.js';
import type { AuthExchange } from './auth-exchange.js';

/** Joins sign-in to its cookies: services know grants, browsers know cookies. */
@Injectable()
export class SignInFlow {
  constructor(
    private readonly cookies: AuthCookies,
    private readonly verification: EmailVerificationService,
    private readonly logIns: LogInService,
    private readonly refreshes: RefreshService,
  ) {}

  async verifyEmail({ token }: OneTimeToken, exchange: AuthExchange): Promise<Session> {
    return this.cookies.grant(exchange, await this.verification.verify(token, exchange));
  }

  async logIn(body: LogIn, exchange: AuthExchange): Promise<Session> {
    const { client, origin } = exchange;
    const device = this.cookies.device(exchange, body.email);
    return this.cookies.grant(exchange, await this.logIns.logIn(body, { client, origin, device }));
  }

  async refresh(exchange: AuthExchange): Promise<Session> {
    return this.cookies.grant(exchange, await this.refreshes.refresh(this.cookies.refreshToken(exchange), exchange));
  }

  async logOut(exchange: AuthExchange): Promise<void> {
    await this.refreshes.logOut(this.cookies.refreshToken(exchange), exchange);
    this.cookies.clear(exchange);
  }
}
