import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { IdParam, StaffChange, StaffChangeList, StaffChangeQuery, WithdrawStaffChange } from '@orbisvoice/shared-dto';
import type { Actor } from '../../../platform/access/actor.js';
import { CurrentActor } from '../../../platform/access/current-actor.js';
import { NotWhileImpersonating } from '../../../platform/access/not-while-impersonating.js';
import { ApiEndpoint } from '../../../platform/http/api-endpoint.js';
import { StaffChangeDesk } from '../services/staff-change-desk.service.js';
import { StaffChanges } from '../services/staff-changes.service.js';

/** Who is to become staff, or staff no more: one of staff proposes it at the person, another one decides here. */
@ApiTags('Admin')
@Controller('admin/staff-changes')
export class StaffChangeController {
  constructor(
    private readonly desk: StaffChangeDesk,
    private readonly changes: StaffChanges,
  ) {}

  @Get()
  @ApiEndpoint({ allow: 'admin.read', ok: StaffChangeList, summary: 'Changes of who is staff, newest first' })
  list(@CurrentActor() actor: Actor, @Query({ schema: StaffChangeQuery }) query: StaffChangeQuery): Promise<StaffChangeList> {
    return this.desk.list(actor, query);
  }

  @Post(':id/confirm')
  @ApiEndpoint({
    allow: 'admin.manage',
    ok: StaffChange,
    errors: [
      'admin.staff_change_not_found',
      'admin.staff_change_closed',
      'admin.staff_change_own',
      'admin.staff_change_second',
      'admin.staff_change_unfit',
      'admin.staff_change_unneeded',
      'admin.staff_last',
    ],
    summary: 'Confirm a change as the second staff member; it holds at once',
  })
  @NotWhileImpersonating()
  confirm(@CurrentActor() actor: Actor, @Param({ schema: IdParam }) { id }: IdParam): Promise<StaffChange> {
    return this.changes.confirm(actor, id);
  }

  @Post(':id/withdraw')
  @ApiEndpoint({
    allow: 'admin.manage',
    ok: StaffChange,
    errors: ['admin.staff_change_not_found', 'admin.staff_change_closed', 'admin.staff_change_own'],
    summary: 'Take a change back before it is confirmed',
  })
  @NotWhileImpersonating()
  withdraw(
    @CurrentActor() actor: Actor,
    @Param({ schema: IdParam }) { id }: IdParam,
    @Body({ schema: WithdrawStaffChange }) { reason }: WithdrawStaffChange,
  ): Promise<StaffChange> {
    return this.changes.withdraw(actor, id, reason);
  }
}
