import { Injectable } from '@nestjs/common';
import type { Session } from '@orbisvoice/shared-dto';
import { Clock } from '../../../platform/clock/clock.js';
import { Config } from '../../../platform/config/config.js';
import { isSameSecret, randomToken } from '../../../platform/crypto/tokens.js';
import { AuthKeys } from '../services/auth-keys.js';
import type { SessionGrant } from '../services/session.service.js';
import type { AuthExchange } from './auth-exchange.js';
import { cookieFrom, setCookie, type CookieOptions } from './cookies.js';

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
    return cookieFrom(request.headers.cookie, this.refreshName(client));
  }

  /** The device's nonce, when this browser has signed in to this very account before. */
  device({ request }: AuthExchange, email: string): string | null {
    const [nonce = '', proof = ''] = (cookieFrom(request.headers.cookie, DEVICE_COOKIE) ?? '').split('.');
    return nonce && isSameSecret(proof, this.keys.deviceProof(nonce, email)) ? nonce : null;
  }

  /** Sets the cookies of a sign-in. @returns the body, which carries no refresh token */
  grant(exchange: AuthExchange, grant: SessionGrant): Session {
    const maxAge = Math.max(0, Math.floor((grant.refreshExpiresAt.getTime() - this.clock.now().getTime()) / 1_000));
    this.send(exchange, setCookie(this.refreshName(grant.client), grant.refreshToken, this.refreshOptions(maxAge)));
    this.rememberDevice(exchange, grant.me.email);
    return { accessToken: grant.accessToken, expiresAt: grant.expiresAt.toISOString(), me: grant.me };
  }

  clear(exchange: AuthExchange): void {
    this.send(exchange, setCookie(this.refreshName(exchange.client), '', this.refreshOptions(0)));
  }

  private rememberDevice(exchange: AuthExchange, email: string): void {
    if (this.device(exchange, email)) return;
    const nonce = randomToken(16);
    const options = { path: '/api/auth', maxAgeSeconds: DEVICE_SECONDS, isSecure: this.isSecure };
    this.send(exchange, setCookie(DEVICE_COOKIE, `${nonce}.${this.keys.deviceProof(nonce, email)}`, options));
  }

  /** Fastify keeps several `Set-Cookie` headers apart. */
  private send({ reply }: AuthExchange, header: string): void {
    void reply.header('set-cookie', header);
  }

  private refreshName(client: string): string {
    return `${this.isSecure ? '__Host-' : ''}orbis_refresh_${client}`;
  }

  private refreshOptions(maxAgeSeconds: number): CookieOptions {
    return { path: this.isSecure ? '/' : '/api/auth', maxAgeSeconds, isSecure: this.isSecure };
  }
}
