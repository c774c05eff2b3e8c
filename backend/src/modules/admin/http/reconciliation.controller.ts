import { Controller, Get, HttpStatus, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { IdParam, PageQuery, Reconciliation, ReconciliationReport, ReconciliationRun } from '@orbisvoice/shared-dto';
import type { Actor } from '../../../platform/access/actor.js';
import { CurrentActor } from '../../../platform/access/current-actor.js';
import { NotWhileImpersonating } from '../../../platform/access/not-while-impersonating.js';
import { ApiEndpoint } from '../../../platform/http/api-endpoint.js';
import { ReconciliationReader, Reconciliations } from '../../billing/index.js';

/** The comparison of everything at Stripe with ours. */
@ApiTags('Admin')
@Controller('admin/reconciliation')
export class ReconciliationController {
  constructor(
    private readonly reader: ReconciliationReader,
    private readonly reconciliations: Reconciliations,
  ) {}

  @Get()
  @ApiEndpoint({ allow: 'admin.read', ok: Reconciliation, summary: 'Runs, the latest report and the pulse of the webhooks' })
  list(@Query({ schema: PageQuery }) query: PageQuery): Promise<Reconciliation> {
    return this.reader.list(query);
  }

  @Get(':id')
  @ApiEndpoint({
    allow: 'admin.read',
    ok: ReconciliationReport,
    errors: ['billing.reconciliation_not_found'],
    summary: 'One run with what it found',
  })
  read(@Param({ schema: IdParam }) { id }: IdParam): Promise<ReconciliationReport> {
    return this.reader.read(id);
  }

  @Post()
  @ApiEndpoint({
    allow: 'admin.manage',
    ok: ReconciliationRun,
    status: HttpStatus.ACCEPTED,
    errors: ['billing.reconciliation_running'],
    summary: 'Compare everything at Stripe with ours and repair what differs, now',
  })
  @NotWhileImpersonating()
  start(@CurrentActor() actor: Actor): Promise<ReconciliationRun> {
    return this.reconciliations.start(actor);
  }
}
