import { Injectable } from '@nestjs/common';
import type { LeasedEmail } from '../persistence/email-message.js';

/** The headers of a mail besides its addresses and subject. */
@Injectable()
export class MailHeaders {
  of({ id, template }: LeasedEmail): Readonly<Record<string, string>> {
    return { 'Auto-Submitted': 'auto-generated', 'X-Entity-Ref-ID': id, 'X-Orbis-Template': template };
  }
}
