import { Injectable } from '@nestjs/common';
import type {
  AdminEmail,
  AdminEmailDetail,
  AdminEmailList,
  AdminEmailQuery,
  AdminEmailSummary,
  EmailLink,
  EmailTimelineEntry,
} from '@orbisvoice/shared-dto';
import { tenantIdOf } from '../../../platform/access/tenant-id.js';
import { Clock } from '../../../platform/clock/clock.js';
import { Config } from '../../../platform/config/config.js';
import { isDataException } from '../../../platform/database/database-errors.js';
import { DomainError, invalidField } from '../../../platform/errors/domain-error.js';
import { decodeCursor, encodeCursor } from '../../../platform/http/page.js';
import { maskText } from '../../../platform/logging/mask-text.js';
import { copyUntil, maskAddress, SuppressionService, TemplateGallery } from '../../email/index.js';
import { AllTenantsEmailFiguresRepository, type TransportRow } from '../persistence/all-tenants-email-figures.repository.js';
import {
  AllTenantsEmailListRepository,
  type EmailDetailRow,
  type EmailEventRow,
  type EmailKey,
  type EmailLinkRow,
  type EmailRow,
} from '../persistence/all-tenants-email-list.repository.js';

const DAY = 24 * 3_600_000;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The mails of all tenants as staff sees them. Addresses leave it shortened, whatever was searched for. */
@Injectable()
export class EmailDesk {
  constructor(
    private readonly emails: AllTenantsEmailListRepository,
    private readonly figures: AllTenantsEmailFiguresRepository,
    private readonly suppressions: SuppressionService,
    private readonly gallery: TemplateGallery,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  async list(query: AdminEmailQuery): Promise<AdminEmailList> {
    const rows = await this.page(query);
    const shown = rows.slice(0, query.pageSize);
    const last = shown.at(-1);
    const next = last && rows.length > query.pageSize ? encodeCursor([last.createdAt.toISOString(), last.id]) : null;
    return { items: shown.map(emailOf), next };
  }

  /** @throws DomainError `request.invalid` for an instant that PostgreSQL has no place for */
  private async page(query: AdminEmailQuery): Promise<EmailRow[]> {
    try {
      return await this.emails.page(query, keyOf(query.cursor));
    } catch (error) {
      if (!isDataException(error)) throw error;
      throw invalidField(query.cursor === undefined ? 'from' : 'cursor', 'range', 'is out of range');
    }
  }

  /** @throws DomainError `email.message_not_found` */
  async read(id: string): Promise<AdminEmailDetail> {
    const row = await this.row(id);
    const [events, { origin, resends }, resendRefusal] = await Promise.all([
      this.emails.events(row),
      this.emails.links(row),
      this.refusal(row),
    ]);
    const { userId, dedupeKey, providerMessageId, templateVersion } = row;
    return {
      ...emailOf(row),
      ...{ userId, dedupeKey, providerMessageId, templateVersion, resendRefusal },
      resendOf: origin && linkOf(origin),
      resends: resends.map(linkOf),
      timeline: timelineOf(row, events),
      copyUntil: copyUntil(row.createdAt).toISOString(),
      hasOneTimeLink: this.gallery.find(row.template)?.hasOneTimeLink ?? false,
    };
  }

  /**
   * A mail with its whole address, for those who act on it.
   * @throws DomainError `email.message_not_found`
   */
  async row(id: string): Promise<EmailDetailRow> {
    const row = await this.emails.find(id);
    if (!row) throw new DomainError('email.message_not_found');
    return row;
  }

  /** Why a mail cannot be sent again; null when it can. */
  async refusal({ status, recipient, category, hasData }: EmailDetailRow): Promise<AdminEmailDetail['resendRefusal']> {
    if (status === 'queued' || status === 'sending') return 'under_way';
    if (!hasData) return 'purged';
    const [refusal] = await this.suppressions.refusals([{ recipient, category }]);
    return refusal ? 'suppressed' : null;
  }

  /** The last 24 hours, and what waits now. */
  async summary(): Promise<AdminEmailSummary> {
    const now = this.clock.now();
    const since = new Date(now.getTime() - DAY);
    const [figures, transports] = await Promise.all([
      this.figures.figures({ since, now }),
      this.figures.transports(since, this.config.email.transport),
    ]);
    return {
      ...figures,
      asOf: now.toISOString(),
      since: since.toISOString(),
      oldestDueAt: figures.oldestDueAt?.toISOString() ?? null,
      transports: transports.map(transportOf),
    };
  }
}

/** @throws DomainError `request.invalid` for a cursor this list did not hand out */
function keyOf(cursor: string | undefined): EmailKey | null {
  if (cursor === undefined) return null;
  const [createdAt, id] = decodeCursor(cursor, 2);
  if (!createdAt || !id || Number.isNaN(Date.parse(createdAt)) || !UUID.test(id)) {
    throw invalidField('cursor', 'cursor', 'must be the `next` of the page before');
  }
  return { createdAt: new Date(createdAt).toISOString(), id };
}

/** What a server said: most quote the whole address that they refuse. */
const wordsOf = (said: string | null): string | null => said && maskText(said);

function emailOf(row: EmailRow): AdminEmail {
  const { id, tenantId, tenantName, template, category, subject, status, outcome, transport, attempts, error } = row;
  return {
    ...{ id, tenantId: tenantIdOf(tenantId), tenantName, template, category, subject, status, outcome, transport, attempts },
    error: wordsOf(error),
    recipient: maskAddress(row.recipient),
    createdAt: row.createdAt.toISOString(),
    sentAt: row.sentAt?.toISOString() ?? null,
    nextAttemptAt: row.nextAttemptAt?.toISOString() ?? null,
  };
}

const linkOf = ({ id, status, createdAt }: EmailLinkRow): EmailLink => ({ id, status, createdAt: createdAt.toISOString() });

const transportOf = (row: TransportRow): AdminEmailSummary['transports'][number] => ({
  ...row,
  lastTrouble: wordsOf(row.lastTrouble),
  lastAcceptedAt: row.lastAcceptedAt?.toISOString() ?? null,
  lastTroubleAt: row.lastTroubleAt?.toISOString() ?? null,
});

/** The row tells that it was ordered and sent; what else happened was recorded beside it. */
function timelineOf(row: EmailRow, events: readonly EmailEventRow[]): EmailTimelineEntry[] {
  const entries = [
    { at: row.createdAt, kind: 'ordered' as const, detail: null, provider: null },
    ...(row.sentAt ? [{ at: row.sentAt, kind: 'sent' as const, detail: null, provider: row.transport }] : []),
    ...events.map((event) => ({ ...event, detail: wordsOf(event.detail) })),
  ];
  return entries.sort((a, b) => a.at.getTime() - b.at.getTime()).map((entry) => ({ ...entry, at: entry.at.toISOString() }));
}
