import { Body, Controller, Delete, Get, Param, Patch, Post, Query } from '@nestjs/common';
import {
  AcceptInvitation,
  IdParam,
  Invitation,
  InvitationPage,
  InviteMember,
  Member,
  MemberPage,
  PageQuery,
  Session,
  UpdateMember,
} from '@orbisvoice/shared-dto';
import type { Actor } from '../../../platform/access/actor.js';
import { CurrentActor } from '../../../platform/access/current-actor.js';
import { NotWhileImpersonating } from '../../../platform/access/not-while-impersonating.js';
import { ApiEndpoint } from '../../../platform/http/api-endpoint.js';
import { InvitationService } from '../services/invitation.service.js';
import { JoiningService } from '../services/joining.service.js';
import { MemberService } from '../services/member.service.js';
import { AuthCookies } from './auth-cookies.js';
import { Exchange, type AuthExchange } from './auth-exchange.js';

/** The people of a tenant, and those invited. */
@Controller('team')
export class TeamController {
  constructor(
    private readonly members: MemberService,
    private readonly invitations: InvitationService,
    private readonly joining: JoiningService,
    private readonly cookies: AuthCookies,
  ) {}

  @Get('members')
  @ApiEndpoint({ allow: 'team.read', summary: 'People of the tenant, oldest first', ok: MemberPage })
  listMembers(@CurrentActor() actor: Actor, @Query({ schema: PageQuery }) query: PageQuery): Promise<MemberPage> {
    return this.members.list(actor, query);
  }

  @Patch('members/:id')
  @ApiEndpoint({
    allow: 'team.manage',
    summary: 'Change a role',
    ok: Member,
    errors: ['team.member_not_found', 'team.cannot_change_self', 'team.last_owner'],
  })
  @NotWhileImpersonating()
  changeRole(
    @CurrentActor() actor: Actor,
    @Param({ schema: IdParam }) { id }: IdParam,
    @Body({ schema: UpdateMember }) { role }: UpdateMember,
  ): Promise<Member> {
    return this.members.changeRole(actor, id, role);
  }

  @Delete('members/:id')
  @ApiEndpoint({
    allow: 'team.manage',
    summary: 'Remove somebody; their sessions end at once',
    ok: null,
    errors: ['team.member_not_found', 'team.cannot_change_self', 'team.last_owner', 'team.member_is_staff'],
  })
  @NotWhileImpersonating()
  remove(@CurrentActor() actor: Actor, @Param({ schema: IdParam }) { id }: IdParam): Promise<void> {
    return this.members.remove(actor, id);
  }

  @Get('invitations')
  @ApiEndpoint({ allow: 'team.manage', summary: 'Open invitations, newest first', ok: InvitationPage })
  listInvitations(@CurrentActor() actor: Actor, @Query({ schema: PageQuery }) query: PageQuery): Promise<InvitationPage> {
    return this.invitations.list(actor, query);
  }

  @Post('invitations')
  @ApiEndpoint({
    allow: 'team.manage',
    summary: 'Invite somebody by mail, or renew the invitation',
    ok: Invitation,
    status: 201,
    errors: ['team.already_member'],
  })
  @NotWhileImpersonating()
  invite(@CurrentActor() actor: Actor, @Body({ schema: InviteMember }) body: InviteMember): Promise<Invitation> {
    return this.invitations.invite(actor, body);
  }

  @Delete('invitations/:id')
  @ApiEndpoint({ allow: 'team.manage', summary: 'Take an invitation back', ok: null, errors: ['team.invitation_not_found'] })
  @NotWhileImpersonating()
  revoke(@CurrentActor() actor: Actor, @Param({ schema: IdParam }) { id }: IdParam): Promise<void> {
    return this.invitations.revoke(actor, id);
  }

  @Post('invitations/accept')
  @ApiEndpoint({
    public: true,
    summary: 'Join with the link of the invitation mail, and sign in',
    ok: Session,
    errors: ['team.invitation_invalid', 'auth.email_taken', 'auth.password_compromised', 'auth.busy'],
  })
  async accept(@Body({ schema: AcceptInvitation }) body: AcceptInvitation, @Exchange() exchange: AuthExchange): Promise<Session> {
    return this.cookies.grant(exchange, await this.joining.accept(body, exchange));
  }
}
