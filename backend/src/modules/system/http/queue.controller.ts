import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  BulkJobResults,
  BulkJobs,
  ChangeQueue,
  DiscardedJobPage,
  DiscardedParam,
  DiscardJob,
  JobKept,
  JobParam,
  PageQuery,
  QueueParam,
  RetryJob,
  SystemJobDetail,
  SystemJobPage,
  SystemJobQuery,
  SystemQueues,
} from '@orbisvoice/shared-dto';
import type { Actor } from '../../../platform/access/actor.js';
import { CurrentActor } from '../../../platform/access/current-actor.js';
import { NotWhileImpersonating } from '../../../platform/access/not-while-impersonating.js';
import { ApiEndpoint } from '../../../platform/http/api-endpoint.js';
import { BulkJobActions } from '../services/bulk-jobs.service.js';
import { JobActions } from '../services/job-actions.service.js';
import { JobDesk } from '../services/job-desk.service.js';
import { QueueBoard } from '../services/queue-board.service.js';
import { QueueSwitch } from '../services/queue-switch.service.js';

/** The queues: what waits, what failed, and what to do about it. */
@ApiTags('Admin')
@Controller('admin/system/queues')
export class QueueController {
  constructor(
    private readonly board: QueueBoard,
    private readonly desk: JobDesk,
    private readonly actions: JobActions,
    private readonly bulk: BulkJobActions,
    private readonly switches: QueueSwitch,
  ) {}

  @Get()
  @ApiEndpoint({ allow: 'admin.read', ok: SystemQueues, summary: 'Every queue and everything else that waits' })
  read(): Promise<SystemQueues> {
    return this.board.read();
  }

  @Post(':queue/pause')
  @ApiEndpoint({ allow: 'admin.manage', ok: null, summary: 'Stop a queue: what runs ends, what waits keeps waiting' })
  @NotWhileImpersonating()
  pause(
    @CurrentActor() actor: Actor,
    @Param({ schema: QueueParam }) { queue }: QueueParam,
    @Body({ schema: ChangeQueue }) { reason }: ChangeQueue,
  ): Promise<void> {
    return this.switches.pause(actor, queue, reason);
  }

  @Post(':queue/resume')
  @ApiEndpoint({ allow: 'admin.manage', ok: null, summary: 'Let a queue run again' })
  @NotWhileImpersonating()
  resume(
    @CurrentActor() actor: Actor,
    @Param({ schema: QueueParam }) { queue }: QueueParam,
    @Body({ schema: ChangeQueue }) { reason }: ChangeQueue,
  ): Promise<void> {
    return this.switches.resume(actor, queue, reason);
  }

  @Get(':queue/jobs')
  @ApiEndpoint({ allow: 'admin.read', ok: SystemJobPage, summary: 'Jobs of a queue by state, dead letters unless told' })
  jobs(
    @Param({ schema: QueueParam }) { queue }: QueueParam,
    @Query({ schema: SystemJobQuery }) query: SystemJobQuery,
  ): Promise<SystemJobPage> {
    return this.desk.list(queue, query);
  }

  @Post(':queue/jobs/bulk')
  @ApiEndpoint({ allow: 'admin.manage', ok: BulkJobResults, summary: 'Retry or discard many dead letters, or show which they would be' })
  @NotWhileImpersonating()
  many(
    @CurrentActor() actor: Actor,
    @Param({ schema: QueueParam }) { queue }: QueueParam,
    @Body({ schema: BulkJobs }) body: BulkJobs,
  ): Promise<BulkJobResults> {
    return this.bulk.run(actor, queue, body);
  }

  @Get(':queue/jobs/:id')
  @ApiEndpoint({ allow: 'admin.read', ok: SystemJobDetail, errors: ['queues.job_not_found'], summary: 'One job with its latest errors' })
  job(@Param({ schema: JobParam }) { queue, id }: JobParam): Promise<SystemJobDetail> {
    return this.desk.read(queue, id);
  }

  @Post(':queue/jobs/:id/retry')
  @ApiEndpoint({
    allow: 'admin.manage',
    ok: null,
    errors: ['queues.job_not_found', 'queues.job_not_failed'],
    summary: 'Let a dead letter run once more',
  })
  @NotWhileImpersonating()
  retry(
    @CurrentActor() actor: Actor,
    @Param({ schema: JobParam }) { queue, id }: JobParam,
    @Body({ schema: RetryJob }) { reason }: RetryJob,
  ): Promise<void> {
    return this.actions.retry(actor, { queue, id, reason: reason ?? null });
  }

  @Post(':queue/jobs/:id/discard')
  @ApiEndpoint({
    allow: 'admin.manage',
    ok: JobKept,
    errors: ['queues.job_not_found', 'queues.job_not_failed'],
    summary: 'Take a dead letter out of its queue; it can be put back for two weeks',
  })
  @NotWhileImpersonating()
  async discard(
    @CurrentActor() actor: Actor,
    @Param({ schema: JobParam }) { queue, id }: JobParam,
    @Body({ schema: DiscardJob }) { reason }: DiscardJob,
  ): Promise<JobKept> {
    return { id: await this.actions.discard(actor, { queue, id, reason }) };
  }

  @Get(':queue/discarded')
  @ApiEndpoint({ allow: 'admin.read', ok: DiscardedJobPage, summary: 'Dead letters that were taken out, newest first' })
  discarded(
    @Param({ schema: QueueParam }) { queue }: QueueParam,
    @Query({ schema: PageQuery }) query: PageQuery,
  ): Promise<DiscardedJobPage> {
    return this.desk.discarded(queue, query);
  }

  @Post(':queue/discarded/:id/restore')
  @ApiEndpoint({
    allow: 'admin.manage',
    ok: null,
    errors: ['queues.discarded_not_found'],
    summary: 'Put a discarded job back among the failed ones',
  })
  @NotWhileImpersonating()
  restore(@CurrentActor() actor: Actor, @Param({ schema: DiscardedParam }) { queue, id }: DiscardedParam): Promise<void> {
    return this.actions.restore(actor, queue, id);
  }
}
