import { Body, Controller, Get, HttpStatus, Param, Post, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  AdminUserDetail,
  AdminUserList,
  AdminUserQuery,
  IdParam,
  ProposeStaff,
  RevokedSessions,
  RevokeSessions,
  StaffChange,
  StaffDeed,
  UnlockedSignIn,
  UserActivityList,
  UserActivityQuery,
} from '@orbisvoice/shared-dto';
import type { Actor } from '../../../platform/access/actor.js';
import { CurrentActor } from '../../../platform/access/current-actor.js';
import { NotWhileImpersonating } from '../../../platform/access/not-while-impersonating.js';
import { ApiEndpoint } from '../../../platform/http/api-endpoint.js';
import { StaffChanges } from '../services/staff-changes.service.js';
import { UserActions } from '../services/user-actions.service.js';
import { UserDesk } from '../services/user-desk.service.js';

/** People of every tenant: who they are, what they did, and how staff help them in. */
@ApiTags('Admin')
@Controller('admin/users')
export class AdminUserController {
  constructor(
    private readonly desk: UserDesk,
    private readonly actions: UserActions,
    private readonly changes: StaffChanges,
  ) {}

  @Get()
  @ApiEndpoint({ allow: 'admin.read', ok: AdminUserList, summary: 'People of every tenant, searched, filtered and sorted' })
  list(@Query({ schema: AdminUserQuery }) query: AdminUserQuery): Promise<AdminUserList> {
    return this.desk.list(query);
  }

  @Get(':id')
  @ApiEndpoint({
    allow: 'admin.read',
    ok: AdminUserDetail,
    errors: ['admin.user_not_found'],
    summary: 'One person with sessions, devices, brakes and links that are out, without any secret',
  })
  read(@CurrentActor() actor: Actor, @Param({ schema: IdParam }) { id }: IdParam): Promise<AdminUserDetail> {
    return this.desk.read(actor, id);
  }

  @Get(':id/activity')
  @ApiEndpoint({
    allow: 'admin.read',
    ok: UserActivityList,
    errors: ['admin.user_not_found'],
    summary: 'What a person did, also as somebody else, and what was done to them; newest first',
  })
  activity(
    @CurrentActor() actor: Actor,
    @Param({ schema: IdParam }) { id }: IdParam,
    @Query({ schema: UserActivityQuery }) query: UserActivityQuery,
  ): Promise<UserActivityList> {
    return this.desk.activity(actor, id, query);
  }

  @Post(':id/sessions/revoke')
  @ApiEndpoint({
    allow: 'admin.manage',
    ok: RevokedSessions,
    errors: ['admin.user_not_found', 'admin.session_not_found'],
    summary: 'End one session of a person, or all of them',
  })
  @NotWhileImpersonating()
  revokeSessions(
    @CurrentActor() actor: Actor,
    @Param({ schema: IdParam }) { id }: IdParam,
    @Body({ schema: RevokeSessions }) body: RevokeSessions,
  ): Promise<RevokedSessions> {
    return this.actions.revokeSessions(actor, id, body);
  }

  @Post(':id/password-reset')
  @ApiEndpoint({
    allow: 'admin.manage',
    ok: null,
    errors: ['admin.user_not_found', 'auth.account_banned'],
    summary: 'Mail a person the link to choose a new password; nobody else sees it',
  })
  @NotWhileImpersonating()
  sendPasswordReset(
    @CurrentActor() actor: Actor,
    @Param({ schema: IdParam }) { id }: IdParam,
    @Body({ schema: StaffDeed }) { reason }: StaffDeed,
  ): Promise<void> {
    return this.actions.sendPasswordReset(actor, id, reason);
  }

  @Post(':id/verification-mail')
  @ApiEndpoint({
    allow: 'admin.manage',
    ok: null,
    errors: ['admin.user_not_found', 'admin.user_verified'],
    summary: 'Mail a person the link that proves their address once more',
  })
  @NotWhileImpersonating()
  resendVerification(
    @CurrentActor() actor: Actor,
    @Param({ schema: IdParam }) { id }: IdParam,
    @Body({ schema: StaffDeed }) { reason }: StaffDeed,
  ): Promise<void> {
    return this.actions.resendVerification(actor, id, reason);
  }

  @Post(':id/unlock')
  @ApiEndpoint({
    allow: 'admin.manage',
    ok: UnlockedSignIn,
    errors: ['admin.user_not_found'],
    summary: 'Lift the brakes on signing in to an account',
  })
  @NotWhileImpersonating()
  unlock(
    @CurrentActor() actor: Actor,
    @Param({ schema: IdParam }) { id }: IdParam,
    @Body({ schema: StaffDeed }) { reason }: StaffDeed,
  ): Promise<UnlockedSignIn> {
    return this.actions.unlock(actor, id, reason);
  }

  @Put(':id/admin')
  @ApiEndpoint({
    allow: 'admin.manage',
    ok: StaffChange,
    status: HttpStatus.ACCEPTED,
    errors: [
      'admin.user_not_found',
      'admin.staff_change_own',
      'admin.staff_change_pending',
      'admin.staff_change_unfit',
      'admin.staff_change_unneeded',
      'admin.staff_last',
    ],
    summary: 'Propose to make a person staff, or staff no more; a second staff member confirms it within a day',
  })
  @NotWhileImpersonating()
  propose(
    @CurrentActor() actor: Actor,
    @Param({ schema: IdParam }) { id }: IdParam,
    @Body({ schema: ProposeStaff }) body: ProposeStaff,
  ): Promise<StaffChange> {
    return this.changes.propose(actor, id, body);
  }
}
