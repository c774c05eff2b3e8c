import { Injectable } from '@nestjs/common';
import { type Actor, type Origin } from './actor.js';

/** Turns one kind of bearer token into an actor. */
export interface Authenticator {
  /** Whether the token looks like one of this kind; cheap, no I/O. */
  accepts(token: string): boolean;
  /** The actor, or null when the token is not (or no longer) valid. */
  authenticate(token: string, origin: Origin): Promise<Actor | null>;
}

/** The kinds of tokens this process understands. Modules register theirs at start; the platform knows none by name. */
@Injectable()
export class AuthenticatorRegistry {
  private readonly authenticators: Authenticator[] = [];

  register(authenticator: Authenticator): void {
    this.authenticators.push(authenticator);
  }

  /** The actor of a bearer token, or null: unknown kind, expired, revoked. */
  authenticate(token: string, origin: Origin): Promise<Actor | null> {
    const match = this.authenticators.find((authenticator) => authenticator.accepts(token));
    return match ? match.authenticate(token, origin) : Promise.resolve(null);
  }
}
