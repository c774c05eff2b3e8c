import { Injectable } from '@nestjs/common';
import type { ReceivedEvent } from '../../../platform/events/domain-event.js';
import { instantText, moneyText, type Reader } from '../domain/formats.js';
import { Links } from './links.js';
import { Recipients, type Addressee } from './recipients.js';

/** Who hears of a workspace's money, and how to say it to them. */
export interface Contact {
  readonly to: Addressee;
  readonly workspace: Reader & { readonly company: string };
  /** The pages of the portal that a mail about money leads to. */
  readonly pages: { readonly billing: string; readonly invoices: string; readonly details: string };
  /** An instant of an event, in the workspace's words. */
  readonly when: (at: string | Date) => string;
  readonly money: (minor: number, currency: string) => string;
}

/** The billing contact of an event's workspace. */
@Injectable()
export class BillingContact {
  constructor(
    private readonly recipients: Recipients,
    private readonly links: Links,
  ) {}

  async of({ tenantId }: ReceivedEvent): Promise<Contact> {
    const [to, workspace] = [await this.recipients.billing(tenantId), await this.recipients.workspace(tenantId)];
    return {
      to,
      workspace,
      pages: {
        billing: this.links.page('/billing'),
        invoices: this.links.page('/billing/invoices'),
        details: this.links.page('/billing/details'),
      },
      when: (at) => instantText(new Date(at), workspace),
      money: (minor, currency) => moneyText(minor, currency, workspace),
    };
  }
}
