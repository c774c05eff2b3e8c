import { Injectable } from '@nestjs/common';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { systemOrigin } from '../../../platform/access/actor.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { EventPublisher } from '../../../platform/events/event-publisher.js';
import { AuditLog } from '../../audit/index.js';
import { type EndpointVerdict, judgeEndpoint } from '../domain/endpoint-state.js';
import { nextTryAt } from '../domain/retry-ladder.js';
import { WebhookEndpointDisabled } from '../events/webhook-endpoint-disabled.event.js';
import { WebhookEndpointFailing } from '../events/webhook-endpoint-failing.event.js';
import { type TurnRow, WebhookDeliveryRepository } from '../persistence/webhook-delivery.repository.js';
import { WebhookEndpointRepository } from '../persistence/webhook-endpoint.repository.js';
import type { DeliveryRow, EndpointRow } from '../persistence/webhook-rows.js';
import type { PostResult } from './webhook-post.js';

/** What follows from a try: the next one, or none; and for the endpoint a warning, or its end. All in one commit. */
@Injectable()
export class WebhookOutcomes {
  constructor(
    private readonly deliveries: WebhookDeliveryRepository,
    private readonly endpoints: WebhookEndpointRepository,
    private readonly unitOfWork: UnitOfWork,
    private readonly publisher: EventPublisher,
    private readonly audit: AuditLog,
  ) {}

  /** Nothing when the turn has become somebody else's meanwhile. */
  async note(tenantId: TenantId, turn: TurnRow, result: PostResult): Promise<void> {
    await this.unitOfWork.run(tenantId, async () => {
      const isNoted = await this.deliveries.end(tenantId, turn, { ...result, number: turn.tries + 1, ...standingAfter(turn, result) });
      if (isNoted && saysSomething(turn, result)) await this.judge(tenantId, turn.endpointId, result);
    });
  }

  private async judge(tenantId: TenantId, endpointId: string, result: PostResult): Promise<void> {
    const endpoint = await this.endpoints.lock(tenantId, endpointId);
    if (!endpoint) return;
    const verdict = judgeEndpoint(endpoint, { isSuccess: result.error === null, responseStatus: result.responseStatus }, result.at);
    await this.endpoints.change(tenantId, { ...endpoint, ...stateAfter(endpoint, verdict, result.at) }, result.at);
    await this.tell(tenantId, endpoint, verdict);
  }

  private async tell(tenantId: TenantId, { id, url }: EndpointRow, verdict: EndpointVerdict): Promise<void> {
    const failingSince = verdict.failingSince?.toISOString() ?? '';
    const facts = { endpointId: id, origin: new URL(url).origin, failingSince };
    if (verdict.isWarning) await this.publisher.publish(tenantId, new WebhookEndpointFailing(facts));
    if (verdict.disable === null) return;
    await this.publisher.publish(tenantId, new WebhookEndpointDisabled({ ...facts, reason: verdict.disable }));
    await this.audit.record(
      { kind: 'system', tenantId, name: 'Webhooks', origin: systemOrigin() },
      {
        action: 'webhook_endpoint.disabled',
        targetType: 'webhook_endpoint',
        targetId: id,
        changes: { isEnabled: { before: true, after: false }, reason: { before: null, after: verdict.disable } },
      },
    );
  }
}

/** Whether a try says something of the endpoint: that it works and has worked is the rule; a test says nothing against it. */
const saysSomething = ({ isTest, isFailing }: TurnRow, { error }: PostResult): boolean => (error === null ? isFailing : !isTest);

/** Where a delivery stands after a try. A test is made once. */
function standingAfter(delivery: DeliveryRow, { error, at }: PostResult): Pick<DeliveryRow, 'status' | 'step' | 'nextTryAt'> {
  if (error === null) return { status: 'succeeded', step: delivery.step, nextTryAt: null };
  const next = delivery.isTest ? null : nextTryAt(delivery.step, at, Math.random());
  return { status: next ? 'pending' : 'failed', step: delivery.step + 1, nextTryAt: next };
}

function stateAfter(
  { isEnabled, disabledReason, disabledAt }: EndpointRow,
  { failingSince, warnedAt, disable }: EndpointVerdict,
  at: Date,
): Pick<EndpointRow, 'failingSince' | 'warnedAt' | 'isEnabled' | 'disabledReason' | 'disabledAt'> {
  if (disable === null) return { failingSince, warnedAt, isEnabled, disabledReason, disabledAt };
  return { failingSince, warnedAt, isEnabled: false, disabledReason: disable, disabledAt: at };
}
