import { Body, Controller, Get, Param, Patch, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { AlertRule, AlertRuleList, AlertRuleParam, AlertRuleTrial, AlertRuleTrialQuery, TuneAlertRule } from '@orbisvoice/shared-dto';
import type { Actor } from '../../../platform/access/actor.js';
import { CurrentActor } from '../../../platform/access/current-actor.js';
import { NotWhileImpersonating } from '../../../platform/access/not-while-impersonating.js';
import { ApiEndpoint } from '../../../platform/http/api-endpoint.js';
import { RateLimit } from '../../../platform/rate-limit/rate-limit.decorator.js';
import { AlertRuleDesk } from '../services/alert-rule-desk.js';
import { AlertRuleTrials } from '../services/alert-rule-trials.js';

/** The rules that make alerts. */
@ApiTags('Admin')
@Controller('admin/alert-rules')
export class AlertRuleController {
  constructor(
    private readonly desk: AlertRuleDesk,
    private readonly trials: AlertRuleTrials,
  ) {}

  @Get()
  @ApiEndpoint({ allow: 'admin.read', ok: AlertRuleList, summary: 'Rules as they run, beside how they were shipped' })
  list(): Promise<AlertRuleList> {
    return this.desk.list();
  }

  @Get(':key')
  @ApiEndpoint({ allow: 'admin.read', ok: AlertRule, summary: 'One rule' })
  read(@Param({ schema: AlertRuleParam }) { key }: AlertRuleParam): Promise<AlertRule> {
    return this.desk.read(key);
  }

  @Get(':key/trial')
  @ApiEndpoint({ allow: 'admin.read', ok: AlertRuleTrial, summary: 'What the rule would have found in the last seven days' })
  @RateLimit({ name: 'alert-trial', perMinute: 20, burst: 30, by: 'ip' })
  trial(
    @Param({ schema: AlertRuleParam }) { key }: AlertRuleParam,
    @Query({ schema: AlertRuleTrialQuery }) query: AlertRuleTrialQuery,
  ): Promise<AlertRuleTrial> {
    return this.trials.run(key, query);
  }

  @Patch(':key')
  @ApiEndpoint({ allow: 'admin.manage', ok: AlertRule, summary: 'Tune, mute, switch off or reset a rule' })
  @NotWhileImpersonating()
  tune(
    @CurrentActor() actor: Actor,
    @Param({ schema: AlertRuleParam }) { key }: AlertRuleParam,
    @Body({ schema: TuneAlertRule }) body: TuneAlertRule,
  ): Promise<AlertRule> {
    return this.desk.tune(actor, key, body);
  }
}
