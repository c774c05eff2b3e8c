import { Injectable } from '@nestjs/common';
import type { EmailCategory } from '@orbisvoice/shared-dto/values';
import { PlatformDatabase } from '../../../platform/database/platform-database.js';

/** A mail as far as a choice can concern it. */
export interface WantedMail {
  readonly tenantId: string;
  readonly recipientHash: Buffer;
  readonly category: EmailCategory;
}

/** Choices of recipients of all tenants, for a batch of mails that are about to leave. */
@Injectable()
export class AllTenantsEmailPreferenceRepository {
  constructor(private readonly database: PlatformDatabase) {}

  /** Positions of the mails whose recipient turned such mails off; one query, however many there are. */
  async unwanted(mails: readonly WantedMail[]): Promise<ReadonlySet<number>> {
    const rows = await this.database.query<{ position: number }>({
      name: 'email.unwanted',
      text: `
        select (mail.position - 1)::int as position
          from unnest($1::uuid[], $2::text[], $3::text[]) with ordinality as mail (tenant_id, recipient, category, position)
          join email_preferences chosen
            on chosen.tenant_id = mail.tenant_id and chosen.recipient_hash = decode(mail.recipient, 'hex') and chosen.category = mail.category
         where not chosen.is_enabled`,
      values: [
        mails.map(({ tenantId }) => tenantId),
        mails.map(({ recipientHash }) => recipientHash.toString('hex')),
        mails.map(({ category }) => category),
      ],
    });
    return new Set(rows.map(({ position }) => position));
  }
}
