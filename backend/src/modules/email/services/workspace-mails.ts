import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import type { ReceivedEvent } from '../../../platform/events/domain-event.js';
import { OnEvent } from '../../../platform/events/on-event.js';
import { AgentDirectory } from '../../agents/index.js';
import { AgentCreated } from '../../agents/events/agent-created.event.js';
import { MemberInvited } from '../../auth/events/member-invited.event.js';
import { InvitationLinks } from '../../auth/index.js';
import { ReferralConverted } from '../../referrals/events/referral-converted.event.js';
import { countText, instantText } from '../domain/formats.js';
import { afterQuietHours } from '../domain/quiet-hours.js';
import { EmailOutbox } from './email-outbox.js';
import { Links } from './links.js';
import { Recipients } from './recipients.js';

/** Mails about what happens in a workspace: people, agents, recommendations. */
@Injectable()
export class WorkspaceMails {
  constructor(
    private readonly outbox: EmailOutbox,
    private readonly recipients: Recipients,
    private readonly links: Links,
    private readonly invitations: InvitationLinks,
    private readonly agents: AgentDirectory,
    private readonly clock: Clock,
  ) {}

  @OnEvent(MemberInvited, { handler: 'email.member_invited' })
  async memberInvited(event: ReceivedEvent<MemberInvited>): Promise<void> {
    const { invitationId, invitedBy } = event.payload;
    const invitation = await this.invitations.find(event.tenantId, invitationId);
    const inviter = await this.recipients.user(event.tenantId, invitedBy);
    if (!invitation || !inviter) return;
    const workspace = await this.recipients.workspace(event.tenantId);
    const data = {
      invitationId,
      inviter: inviter.name,
      company: workspace.company,
      role: invitation.role,
      expiresAt: instantText(invitation.expiresAt, workspace),
    };
    const to = { userId: null, email: invitation.email, name: '' };
    // renewing an invitation is a fact of its own: the event, not the invitation, makes the mail
    await this.outbox.order(event, 'email.member_invited', [{ template: 'team-invitation', to, dedupeKey: event.id, data }]);
  }

  @OnEvent(AgentCreated, { handler: 'email.agent_created' })
  async agentCreated(event: ReceivedEvent<AgentCreated>): Promise<void> {
    const { agentId, name: agentName, publicKey, createdBy } = event.payload;
    const creator = createdBy === null ? null : await this.recipients.user(event.tenantId, createdBy);
    const to = creator ?? (await this.recipients.owner(event.tenantId));
    if (!to) return;
    const agentUrl = this.links.page(`/agents/${agentId}`);
    // the live check is the list of the agent's conversations: the first one shows there as soon as somebody says hello
    const checkUrl = this.links.page(`/conversations?agentId=${agentId}`);
    const data = { name: to.name, agentName, embedHtml: this.agents.embed(publicKey).html, agentUrl, checkUrl };
    await this.outbox.order(event, 'email.agent_created', [{ template: 'agent-created', to, dedupeKey: agentId, data }]);
  }

  @OnEvent(ReferralConverted, { handler: 'email.referral_converted' })
  async referralConverted(event: ReceivedEvent<ReferralConverted>): Promise<void> {
    const { referralId, company, convertedTotal } = event.payload;
    const to = await this.recipients.owner(event.tenantId);
    if (!to) return;
    const workspace = await this.recipients.workspace(event.tenantId);
    const data = {
      name: to.name,
      referee: company,
      converted: countText(convertedTotal, workspace),
      referralsUrl: this.links.page('/referrals'),
    };
    // good news that nobody waits for
    const leavesAt = afterQuietHours(this.clock.now(), workspace.timeZone);
    const order = { template: 'referral-converted', to, dedupeKey: referralId, data, leavesAt } as const;
    await this.outbox.order(event, 'email.referral_converted', [order]);
  }
}
