import { Injectable } from '@nestjs/common';
import type { ActOnAlert, SecurityAlertCounts, SecurityAlertDetail, SecurityAlertList, SecurityAlertQuery } from '@orbisvoice/shared-dto';
import type { Actor } from '../../../platform/access/actor.js';
import { DomainError, invalidField } from '../../../platform/errors/domain-error.js';
import { decodeCursor, encodeCursor } from '../../../platform/http/page.js';
import { actionsOf } from '../domain/alert-actions.js';
import { AllTenantsAlertListRepository, type AlertKey } from '../persistence/all-tenants-alert-list.repository.js';
import { AlertActs } from './alert-acts.js';
import { alertOf, evidenceView } from './alert-view.js';

/** Hits, and what staff do with them. */
@Injectable()
export class AlertDesk {
  constructor(
    private readonly lists: AllTenantsAlertListRepository,
    private readonly acts: AlertActs,
  ) {}

  async list(query: SecurityAlertQuery): Promise<SecurityAlertList> {
    const rows = await this.lists.page(query, query.cursor === undefined ? null : keyOf(query.cursor));
    const shown = rows.slice(0, query.pageSize);
    const last = shown.at(-1);
    const next = last && rows.length > query.pageSize ? encodeCursor([last.exactLastAt, last.id]) : null;
    return { items: shown.map(alertOf), next };
  }

  counts(): Promise<SecurityAlertCounts> {
    return this.lists.counts();
  }

  /** @throws DomainError `alerts.not_found` */
  async read(id: string): Promise<SecurityAlertDetail> {
    const row = await this.lists.find(id);
    if (!row) throw new DomainError('alerts.not_found');
    const steps = await this.lists.steps(id);
    return {
      ...alertOf(row),
      evidence: row.evidence.map(evidenceView),
      steps: steps.map(({ at, told, ...step }) => ({ ...step, at: at.toISOString(), told: [...told] })),
      actions: actionsOf(row.status),
    };
  }

  /** @throws DomainError `alerts.not_found`, `alerts.not_possible` */
  async act(actor: Actor, id: string, body: ActOnAlert): Promise<SecurityAlertDetail> {
    await this.acts.act(actor, id, body);
    return this.read(id);
  }
}

const CURSOR_AT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/;
const CURSOR_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function keyOf(cursor: string): AlertKey {
  const [lastAt, id] = decodeCursor(cursor, 2);
  if (!lastAt || !id || !CURSOR_AT.test(lastAt) || Number.isNaN(Date.parse(lastAt)) || !CURSOR_ID.test(id)) {
    throw invalidField('cursor', 'cursor', 'must be the `next` of the page before');
  }
  return { lastAt, id };
}
