import { DomainEvent } from '../../../platform/events/domain-event.js';

/** Somebody signed in with the right password from a browser and network this person was never seen with. Told once per such device. */
export class NewSignIn extends DomainEvent<{
  userId: string;
  deviceId: string;
  /** Such as `Firefox on Windows`; null when it is no browser we know. */
  device: string | null;
  ip: string | null;
  /** ISO 3166 code, where a proxy names it. */
  country: string | null;
}> {
  static readonly eventName = 'user.new_sign_in';
  static readonly version = 1;
}
