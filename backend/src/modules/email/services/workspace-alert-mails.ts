import { Injectable } from '@nestjs/common';
import { Config } from '../../../platform/config/config.js';
import type { ReceivedEvent } from '../../../platform/events/domain-event.js';
import { OnEvent } from '../../../platform/events/on-event.js';
import { OwnersTold } from '../../alerts/events/owners-told.event.js';
import { countryText, instantText, type Reader } from '../domain/formats.js';
import { factText, workspaceAlertWords } from '../domain/workspace-alert-words.js';
import { EmailOutbox } from './email-outbox.js';
import { Links } from './links.js';
import { Recipients } from './recipients.js';

/** Mails to the owners of a workspace about what was noticed of its people and keys. Nobody can turn them off: the category is security. */
@Injectable()
export class WorkspaceAlertMails {
  constructor(
    private readonly outbox: EmailOutbox,
    private readonly recipients: Recipients,
    private readonly links: Links,
    private readonly config: Config,
  ) {}

  @OnEvent(OwnersTold, { handler: 'email.owners_told' })
  async told(event: ReceivedEvent<OwnersTold>): Promise<void> {
    const { stepId, firstAt, lastAt } = event.payload;
    const [owners, workspace] = [await this.recipients.owners(event.tenantId), await this.recipients.workspace(event.tenantId)];
    const facts = {
      company: workspace.company,
      ...(await this.words(event, workspace)),
      first: instantText(new Date(firstAt), workspace),
      last: instantText(new Date(lastAt), workspace),
      facts: event.payload.facts.map(({ at, action, network, country }) => ({
        at: instantText(new Date(at), workspace),
        what: factText({ action, network, place: countryText(country, workspace) }),
      })),
      auditUrl: this.links.page('/audit'),
      contact: this.config.support.email,
    };
    const orders = owners.map((to) => ({
      template: 'workspace-alert' as const,
      to,
      dedupeKey: `${stepId}/${to.userId ?? to.email}`,
      data: { ...facts, name: to.name },
    }));
    await this.outbox.order(event, 'email.owners_told', orders);
  }

  private async words({ tenantId, payload }: ReceivedEvent<OwnersTold>, reader: Reader) {
    const { rule, count, peak, span, facts } = payload;
    const places = facts.map(({ country }) => countryText(country, reader)).filter((place) => place !== null);
    const countries = [...new Set(places.reverse())];
    return workspaceAlertWords({ rule, who: await this.who(tenantId, payload), count, peak, span, countries });
  }

  /** Their people and keys they may be told by name. */
  private async who(tenantId: ReceivedEvent['tenantId'], { subjectKind, subjectId, keyName }: OwnersTold['payload']): Promise<string> {
    if (subjectKind === 'api_key') return keyName ?? 'deleted';
    return (await this.recipients.user(tenantId, subjectId))?.name ?? 'somebody who is no longer in your team';
  }
}
