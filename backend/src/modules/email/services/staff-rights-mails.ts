import { Injectable } from '@nestjs/common';
import { Config } from '../../../platform/config/config.js';
import type { ReceivedEvent } from '../../../platform/events/domain-event.js';
import { OnEvent } from '../../../platform/events/on-event.js';
import { StaffGranted } from '../../auth/events/staff-granted.event.js';
import { StaffRevoked } from '../../auth/events/staff-revoked.event.js';
import { UserDirectory, type StaffMember } from '../../auth/index.js';
import { instantText } from '../domain/formats.js';
import { EmailOutbox } from './email-outbox.js';
import { Links } from './links.js';
import { Recipients } from './recipients.js';

type RightsChanged = ReceivedEvent<StaffGranted | StaffRevoked>;
type Reader = Pick<StaffMember, 'tenantId' | 'userId' | 'email' | 'name'>;

/** Mails about who is staff: to the person it is about, and to everybody of staff. Each belongs to the tenant of its reader. */
@Injectable()
export class StaffRightsMails {
  constructor(
    private readonly outbox: EmailOutbox,
    private readonly recipients: Recipients,
    private readonly users: UserDirectory,
    private readonly links: Links,
    private readonly config: Config,
  ) {}

  @OnEvent(StaffGranted, { handler: 'email.staff_granted' })
  granted(event: ReceivedEvent<StaffGranted>): Promise<void> {
    return this.tell(event, { handler: 'email.staff_granted', isGranted: true });
  }

  @OnEvent(StaffRevoked, { handler: 'email.staff_revoked' })
  revoked(event: ReceivedEvent<StaffRevoked>): Promise<void> {
    return this.tell(event, { handler: 'email.staff_revoked', isGranted: false });
  }

  private async tell(event: RightsChanged, what: { readonly handler: string; readonly isGranted: boolean }): Promise<void> {
    const { userId } = event.payload;
    const [person, staff] = [await this.recipients.user(event.tenantId, userId), await this.users.staff()];
    const others = staff.filter((member) => member.userId !== userId);
    const readers = person ? [{ ...person, userId, tenantId: event.tenantId }, ...others] : others;
    for (const reader of readers) await this.order(event, reader, { ...what, person: person?.name ?? '' });
  }

  private async order(
    event: RightsChanged,
    reader: Reader,
    { handler, isGranted, person }: { readonly handler: string; readonly isGranted: boolean; readonly person: string },
  ): Promise<void> {
    const { userId, reason, proposedBy, confirmedBy } = event.payload;
    const workspace = await this.recipients.workspace(reader.tenantId);
    const data = {
      ...{ name: reader.name, isYou: reader.userId === userId, isGranted, person, reason, proposedBy, confirmedBy },
      at: instantText(event.at, workspace),
      staffUrl: this.links.page('/admin/users/staff'),
      contact: this.config.support.email,
    };
    const order = { template: 'staff-rights-changed' as const, to: reader, dedupeKey: `${event.id}/${reader.userId}`, data };
    // a unit of work of each reader's own tenant, and a claim of its own: what was told is not told again when another one fails
    await this.outbox.order({ ...event, tenantId: reader.tenantId }, `${handler} ${reader.userId}`, [order]);
  }
}
