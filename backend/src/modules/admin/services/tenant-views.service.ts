import { Injectable } from '@nestjs/common';
import type { SaveTenantView, TenantView, TenantViewList, UpdateTenantView } from '@orbisvoice/shared-dto';
import { LIMITS, type AuditAction } from '@orbisvoice/shared-dto/values';
import type { Actor } from '../../../platform/access/actor.js';
import { Clock } from '../../../platform/clock/clock.js';
import { constraintOf } from '../../../platform/database/database-errors.js';
import { newId } from '../../../platform/database/ids.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { type AuditChanges, AuditLog, changesBetween } from '../../audit/index.js';
import { AllTenantsStaffViewRepository } from '../persistence/all-tenants-staff-view.repository.js';
import { StaffViewRepository, type ViewColumns, type ViewOwner } from '../persistence/staff-view.repository.js';

const FIELDS = ['name', 'isShared', 'settings'];
const NAME_TAKEN = 'staff_views_name';

/** Lists of tenants that staff keep under a name. Only who made one changes it; what is shared all staff read, and may open with. */
@Injectable()
export class TenantViews {
  constructor(
    private readonly views: StaffViewRepository,
    private readonly visible: AllTenantsStaffViewRepository,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  async list(actor: Actor): Promise<TenantViewList> {
    const rows = await this.visible.visibleTo(ownerOf(actor).userId);
    return { items: rows.map((row) => ({ ...row, updatedAt: row.updatedAt.toISOString() })) };
  }

  /** @throws DomainError `admin.view_name_taken`, `admin.view_limit_reached` */
  async save(actor: Actor, { name, isShared, settings }: SaveTenantView): Promise<TenantView> {
    const [owner, id] = [ownerOf(actor), newId()];
    const view = { name, isShared, settings };
    await this.write(actor, async () => {
      await this.refuseBeyond(owner);
      await this.views.insert(owner, id, { ...view, at: this.clock.now() });
      await this.note(actor, id, { action: 'admin.tenant_view_saved', changes: changesBetween(null, plain(view), FIELDS) });
    });
    return this.read(actor, id);
  }

  /** @throws DomainError `admin.view_not_found`, `admin.view_name_taken` */
  async update(actor: Actor, id: string, change: UpdateTenantView): Promise<TenantView> {
    const owner = ownerOf(actor);
    await this.write(actor, async () => {
      const before = await this.own(owner, id);
      if (before.deletedAt) throw new DomainError('admin.view_not_found');
      const after: ViewColumns = {
        name: change.name ?? before.name,
        isShared: change.isShared ?? before.isShared,
        settings: change.settings ?? before.settings,
      };
      const changes = changesBetween(plain(before), plain(after), FIELDS);
      if (Object.keys(changes).length === 0) return;
      await this.views.update(owner, id, { ...after, at: this.clock.now() });
      await this.note(actor, id, { action: 'admin.tenant_view_updated', changes });
    });
    return this.read(actor, id);
  }

  /** Takes it away; `restore` brings it back. @throws DomainError `admin.view_not_found` */
  async remove(actor: Actor, id: string): Promise<void> {
    const owner = ownerOf(actor);
    await this.write(actor, async () => {
      const before = await this.own(owner, id);
      if (before.deletedAt) return;
      await this.views.setDeleted(owner, id, this.clock.now());
      await this.note(actor, id, { action: 'admin.tenant_view_deleted', changes: changesBetween(plain(before), null, FIELDS) });
    });
  }

  /** @throws DomainError `admin.view_not_found`, `admin.view_limit_reached`, `admin.view_name_taken` when another one got its name meanwhile */
  async restore(actor: Actor, id: string): Promise<TenantView> {
    const owner = ownerOf(actor);
    await this.write(actor, async () => {
      const before = await this.own(owner, id);
      if (!before.deletedAt) return;
      await this.refuseBeyond(owner);
      await this.views.setDeleted(owner, id, null);
      await this.note(actor, id, { action: 'admin.tenant_view_restored', changes: changesBetween(null, plain(before), FIELDS) });
    });
    return this.read(actor, id);
  }

  /** The view that the list of whoever asks opens with; null: none. @throws DomainError `admin.view_not_found` */
  async chooseDefault(actor: Actor, viewId: string | null): Promise<TenantViewList> {
    if (viewId !== null) await this.read(actor, viewId);
    await this.write(actor, async () => {
      await this.views.chooseDefault(ownerOf(actor), viewId);
      const changes = { defaultFor: { before: null, after: viewId === null ? null : actor.userId } };
      await this.note(actor, viewId, { action: 'admin.tenant_view_updated', changes });
    });
    return this.list(actor);
  }

  private async read(actor: Actor, id: string): Promise<TenantView> {
    const [row] = await this.visible.visibleTo(ownerOf(actor).userId, id);
    if (!row) throw new DomainError('admin.view_not_found');
    return { ...row, updatedAt: row.updatedAt.toISOString() };
  }

  private async refuseBeyond(owner: ViewOwner): Promise<void> {
    const limit = LIMITS.viewsPerPersonMax;
    if ((await this.views.countForAnother(owner)) >= limit) throw new DomainError('admin.view_limit_reached', { limit });
  }

  private async own(owner: ViewOwner, id: string) {
    const view = await this.views.lock(owner, id);
    if (!view) throw new DomainError('admin.view_not_found');
    return view;
  }

  private async write(actor: Actor, work: () => Promise<void>): Promise<void> {
    try {
      await this.unitOfWork.run(actor.tenantId, work);
    } catch (error) {
      if (constraintOf(error) === NAME_TAKEN) throw new DomainError('admin.view_name_taken');
      throw error;
    }
  }

  private note(
    actor: Actor,
    targetId: string | null,
    entry: { readonly action: AuditAction; readonly changes: AuditChanges },
  ): Promise<void> {
    return this.audit.record(actor, { ...entry, targetType: 'tenant_view', targetId });
  }
}

/** @throws DomainError `access.forbidden` for a key: views are people's */
function ownerOf({ tenantId, userId }: Actor): ViewOwner {
  if (userId === null) throw new DomainError('access.forbidden');
  return { tenantId, userId };
}

/** As the log keeps it: settings are one text, compared as a whole. */
const plain = ({ name, isShared, settings }: ViewColumns) => ({ name, isShared, settings: JSON.stringify(settings) });
