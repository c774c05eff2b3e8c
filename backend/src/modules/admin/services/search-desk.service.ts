import { Injectable } from '@nestjs/common';
import type { AdminSearch, AdminSearchHit, AdminSearchQuery, AuditEntry, AuditQuery } from '@orbisvoice/shared-dto';
import { SEARCH_KINDS, type EventName, type SearchKind } from '@orbisvoice/shared-dto/values';
import type { Actor } from '../../../platform/access/actor.js';
import { AuditReads } from '../../audit/index.js';
import { type Patterns, readSearch } from '../domain/search-text.js';
import { AllTenantsSearchRepository, FOUND_MAX } from '../persistence/all-tenants-search.repository.js';

type Found = Partial<Record<SearchKind, Promise<readonly AdminSearchHit[]>>>;

/** One field that finds everything staff look for by name or number. */
@Injectable()
export class SearchDesk {
  constructor(
    private readonly rows: AllTenantsSearchRepository,
    private readonly audit: AuditReads,
  ) {}

  async find(actor: Actor, { q }: AdminSearchQuery): Promise<AdminSearch> {
    const search = readSearch(q);
    if (search.kind === 'uuid') return grouped(this.byId(actor, search.id));
    if (search.kind === 'stripe') return grouped(this.byStripeId(actor, search.id));
    return grouped(this.byText(actor, search.patterns, search.actions));
  }

  private byId(actor: Actor, id: string): Found {
    return {
      tenant: this.rows.tenant(id),
      user: this.rows.user(id),
      email: this.rows.email(id),
      audit_entry: this.entries(actor, { id }),
    };
  }

  private byStripeId(actor: Actor, id: string): Found {
    return {
      tenant: this.rows.tenantOfStripe(id),
      stripe_event: this.rows.stripeEvents(id),
      audit_entry: this.entries(actor, { targetId: id }),
    };
  }

  private byText(actor: Actor, patterns: Patterns, actions: readonly EventName[]): Found {
    return {
      tenant: this.rows.tenantsLike(patterns),
      user: this.rows.usersLike(patterns),
      email: this.rows.emailsLike(patterns),
      audit_entry: this.entriesOf(actor, actions),
    };
  }

  /** The newest of each action, one after the other: few are asked for. */
  private async entriesOf(actor: Actor, actions: readonly EventName[]): Promise<AdminSearchHit[]> {
    const lists = await Promise.all(actions.map((action) => this.entries(actor, { action })));
    return lists.flat().sort((a, b) => (b.at ?? '').localeCompare(a.at ?? ''));
  }

  /** Reading entries is on record, here as on their page. */
  private async entries(actor: Actor, filter: Pick<AuditQuery, 'id' | 'targetId' | 'action'>): Promise<AdminSearchHit[]> {
    const { items } = await this.audit.ofAllTenants(actor, { ...filter, pageSize: FOUND_MAX });
    return items.map((entry) => hitOf(entry, filter.id));
  }
}

const hitOf = ({ id, action, actorName, seq, tenantId, tenantName, at }: AuditEntry, asked: string | undefined): AdminSearchHit => ({
  id,
  title: action,
  detail: [actorName, `no. ${seq}`].filter(Boolean).join(' · '),
  tenantId,
  tenantName,
  at,
  isExact: id === asked,
});

async function grouped(found: Found): Promise<AdminSearch> {
  const groups = await Promise.all(
    SEARCH_KINDS.map(async (kind) => {
      const hits = (await found[kind]) ?? [];
      return { kind, hits: hits.slice(0, FOUND_MAX - 1), hasMore: hits.length >= FOUND_MAX };
    }),
  );
  const hasExact = ({ hits }: (typeof groups)[number]): number => Number(hits.some(({ isExact }) => isExact));
  return { groups: groups.filter(({ hits }) => hits.length > 0).sort((a, b) => hasExact(b) - hasExact(a)) };
}
