import '@fastify/cookie';
import { Injectable } from '@nestjs/common';
import type { Session } from '@orbisvoice/shared-dto';
import { Clock } from '../../../platform/clock/clock.js';
import { Config } from '../../../platform/config/config.js';
import { isSameSecret, randomToken } from '../../../platform/crypto/tokens.js';
import { AuthKeys } from '../services/auth-keys.js';
import type { SessionGrant } from '../services/session.service.js';
import type { AuthExchange } from './auth-exchange.js';

const DEVICE_COOKIE = 'orbis_device';
const DEVICE_SECONDS = 365 * 86_400;

/**
 * The two cookies of sign-in: the refresh token, one per app, and the proof that this browser has signed in before. Scripts see neither.
 * Over https the `__Host-` prefix pins the refresh cookie to this host; browsers refuse that prefix on plain http and with a path.
 */
@Injectable()
export class AuthCookies {
  private readonly isSecure: boolean;

  constructor(
    config: Config,
    private readonly keys: AuthKeys,
    private readonly clock: Clock,
  ) {
    this.isSecure = config.http.publicUrl.startsWith('https://');
  }

  refreshToken({ request, client }: AuthExchange): string | null {
    return request.cookies[this.refreshName(client)] ?? null;
  }

  /** The device's nonce, when this browser has signed in to this very account before. */
  device({ request }: AuthExchange, email: string): string | null {
    const [nonce = '', proof = ''] = (request.cookies[DEVICE_COOKIE] ?? '').split('.');
    return nonce && isSameSecret(proof, this.keys.deviceProof(nonce, email)) ? nonce : null;
  }

  /** Sets the cookies of a sign-in. @returns the body, which carries no refresh token */
  grant(exchange: AuthExchange, grant: SessionGrant): Session {
    const maxAge = Math.max(0, Math.floor((grant.refreshExpiresAt.getTime() - this.clock.now().getTime()) / 1_000));
    void exchange.reply.setCookie(this.refreshName(grant.client), grant.refreshToken, { ...this.refreshOptions(), maxAge });
    this.rememberDevice(exchange, grant.me.email);
    return { accessToken: grant.accessToken, expiresAt: grant.expiresAt.toISOString(), me: grant.me };
  }

  clear(exchange: AuthExchange): void {
    void exchange.reply.clearCookie(this.refreshName(exchange.client), this.refreshOptions());
  }

  private rememberDevice(exchange: AuthExchange, email: string): void {
    if (this.device(exchange, email)) return;
    const nonce = randomToken(16);
    const options = { httpOnly: true, sameSite: 'strict', secure: this.isSecure, path: '/api/auth', maxAge: DEVICE_SECONDS } as const;
    void exchange.reply.setCookie(DEVICE_COOKIE, `${nonce}.${this.keys.deviceProof(nonce, email)}`, options);
  }

  private refreshName(client: string): string {
    return `${this.isSecure ? '__Host-' : ''}orbis_refresh_${client}`;
  }

  private refreshOptions() {
    return { httpOnly: true, sameSite: 'strict', secure: this.isSecure, path: this.isSecure ? '/' : '/api/auth' } as const;
  }
}
