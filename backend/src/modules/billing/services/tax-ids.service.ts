import { Injectable } from '@nestjs/common';
import type { AddTaxId, TaxId, TaxIdList } from '@orbisvoice/shared-dto';
import { LIMITS } from '@orbisvoice/shared-dto/values';
import type { Actor } from '../../../platform/access/actor.js';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { sha256 } from '../../../platform/crypto/tokens.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { normalTaxId } from '../domain/tax-id-record.js';
import type { TaxIdEntity } from '../persistence/tax-id.entity.js';
import { TaxIdRepository } from '../persistence/tax-id.repository.js';
import { StripeProfileGateway } from '../stripe/stripe-profile.gateway.js';
import { CustomerMirror } from './customer-mirror.service.js';
import { StripeCustomers } from './stripe-customers.service.js';
import { StripeOperations } from './stripe-operations.service.js';
import { toTaxId } from './tax-id.dto.js';

/** One tax number at a time, so that the limit holds and a number is not added twice. */
const INTENT = 'tax-ids';
/** How often the same number can have been added and removed within the life of a key. */
const ROUNDS = 20;

/** The tax numbers on a tenant's invoices. Stripe first: it checks them and prints them; ours is a copy. */
@Injectable()
export class TaxIds {
  constructor(
    private readonly taxIds: TaxIdRepository,
    private readonly customers: StripeCustomers,
    private readonly stripe: StripeProfileGateway,
    private readonly mirror: CustomerMirror,
    private readonly operations: StripeOperations,
  ) {}

  /** Oldest first, from our own rows. */
  async list(tenantId: TenantId): Promise<TaxIdList> {
    return { items: (await this.taxIds.all(tenantId)).map(toTaxId) };
  }

  /**
   * Adds a number; one that is there already is there.
   * @throws DomainError `request.invalid` for a number that is none, `billing.tax_id_limit_reached`, `billing.change_pending`
   */
  async add(actor: Actor, taxId: AddTaxId): Promise<TaxId> {
    const { tenantId } = actor;
    const customerId = await this.customers.of(tenantId);
    // what a lost answer or Stripe's portal left behind counts too
    await this.mirror.sync(tenantId, { actor });
    const known = await this.same(tenantId, taxId);
    if (known) return toTaxId(known);
    if ((await this.taxIds.all(tenantId)).length >= LIMITS.taxIdsMax)
      throw new DomainError('billing.tax_id_limit_reached', { limit: LIMITS.taxIdsMax });
    return toTaxId(await this.make(actor, customerId, taxId));
  }

  /** @throws DomainError `billing.tax_id_not_found` */
  async remove(actor: Actor, id: string): Promise<void> {
    const { tenantId } = actor;
    const [taxId, payer] = await Promise.all([this.taxIds.byId(tenantId, id), this.mirror.payerOf(tenantId)]);
    if (!taxId || !payer) throw new DomainError('billing.tax_id_not_found');
    const request = { customerId: payer.customerId, taxId: taxId.stripeTaxId };
    await this.operations.run(tenantId, {
      intent: INTENT,
      group: `remove:${taxId.stripeTaxId}`,
      request,
      call: async (key) => {
        await this.stripe.removeTaxId(request.customerId, request.taxId, key);
        return { id: request.taxId };
      },
    });
    await this.mirror.sync(tenantId, { actor });
  }

  /** A double click meets the same key. What a repeat gets and was removed since is asked for anew. */
  private async make(actor: Actor, customerId: string, taxId: AddTaxId): Promise<TaxIdEntity> {
    const { tenantId } = actor;
    let group = `add:${taxId.type}:${sha256(taxId.value).toString('base64url')}`;
    for (let round = 1; round <= ROUNDS; round++) {
      const { id } = await this.operations.run(tenantId, {
        intent: INTENT,
        group,
        request: { customerId, ...taxId },
        call: async (key) => ({ id: (await this.stripe.addTaxId(customerId, taxId, key)).stripeTaxId }),
      });
      await this.mirror.sync(tenantId, { actor });
      const added = (await this.taxIds.all(tenantId)).find(({ stripeTaxId }) => stripeTaxId === id);
      if (added) return added;
      group = `${group.split(':after:')[0] ?? group}:after:${id}`;
    }
    throw new DomainError('billing.change_pending');
  }

  private async same(tenantId: TenantId, { type, value }: AddTaxId): Promise<TaxIdEntity | undefined> {
    const wanted = normalTaxId(value);
    return (await this.taxIds.all(tenantId)).find((one) => one.type === type && normalTaxId(one.value) === wanted);
  }
}
