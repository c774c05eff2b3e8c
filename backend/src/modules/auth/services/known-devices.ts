import { Injectable } from '@nestjs/common';
import type { Origin } from '../../../platform/access/actor.js';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { Clock } from '../../../platform/clock/clock.js';
import { DataKeys } from '../../../platform/crypto/data-keys.js';
import { newId } from '../../../platform/database/ids.js';
import { EventPublisher } from '../../../platform/events/event-publisher.js';
import { whereabouts } from '../domain/devices.js';
import { networkOf } from '../domain/networks.js';
import { NewSignIn } from '../events/new-sign-in.event.js';
import { KnownDeviceRepository } from '../persistence/known-device.repository.js';

/** A sign-in, as far as it may be somebody else's. */
export interface Arrival {
  readonly userId: string;
  readonly origin: Origin;
  /** It came by a link of a mail, or from a browser that proves an earlier sign-in: whoever it is, they have more than the password. */
  readonly isProved: boolean;
}

/**
 * Tells people of sign-ins they may not have made. A device is a browser family with its system, on a network of /24 or /48; what is stored of
 * it is a keyed hash. The first device of a person is never told, and each later one once. The device of a sign-up is not remembered: whoever
 * signs up with somebody else's address must not be known to the account its owner opens later.
 */
@Injectable()
export class KnownDevices {
  constructor(
    private readonly devices: KnownDeviceRepository,
    private readonly keys: DataKeys,
    private readonly events: EventPublisher,
    private readonly clock: Clock,
  ) {}

  /** Remembers the device of a sign-in, and tells of one that is new; in the caller's unit of work. */
  async arrive(tenantId: TenantId, { userId, origin, isProved }: Arrival): Promise<void> {
    const where = whereabouts(origin);
    const hash = this.keys.hash('known device', JSON.stringify([userId, where.device, networkOf(where.ip)]));
    const { id, isNew, hasOthers } = await this.devices.meet(tenantId, { id: newId(), userId, hash, at: this.clock.now() });
    if (!isNew || !hasOthers || isProved) return;
    await this.events.publish(tenantId, new NewSignIn({ userId, deviceId: id, ...where }));
  }
}
