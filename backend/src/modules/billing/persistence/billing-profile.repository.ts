import { Injectable } from '@nestjs/common';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import type { CardRecord, ProfileRecord } from '../domain/billing-profile.js';

interface Row {
  readonly stripe_payment_method_id: string | null;
  readonly card_brand: string | null;
  readonly card_last4: string | null;
  readonly card_exp_month: number | null;
  readonly card_exp_year: number | null;
  readonly credit: string;
}

const PUT = `
  insert into billing_profiles (tenant_id, stripe_payment_method_id, card_brand, card_last4, card_exp_month, card_exp_year, credit, updated_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8)
  on conflict (tenant_id) do update set
    stripe_payment_method_id = excluded.stripe_payment_method_id, card_brand = excluded.card_brand, card_last4 = excluded.card_last4,
    card_exp_month = excluded.card_exp_month, card_exp_year = excluded.card_exp_year, credit = excluded.credit, updated_at = excluded.updated_at`;

/** Card and credit of a tenant's customer. What the tenant decided about overage stands in the same row and is not touched here. */
@Injectable()
export class BillingProfileRepository {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  find(tenantId: TenantId): Promise<ProfileRecord | null> {
    return this.unitOfWork.run(tenantId, async (manager) => {
      const text = `select stripe_payment_method_id, card_brand, card_last4, card_exp_month, card_exp_year, credit
                      from billing_profiles where tenant_id = $1`;
      const [row] = await manager.query<Row[]>(text, [tenantId]);
      return row ? { card: cardIn(row), credit: Number(row.credit) } : null;
    });
  }

  async put(tenantId: TenantId, { card, credit }: ProfileRecord, now: Date): Promise<void> {
    const columns = [card?.stripePaymentMethodId, card?.brand, card?.last4, card?.expMonth, card?.expYear].map((value) => value ?? null);
    await this.unitOfWork.manager(tenantId).query(PUT, [tenantId, ...columns, credit, now]);
  }
}

function cardIn(row: Row): CardRecord | null {
  const { stripe_payment_method_id: stripePaymentMethodId, card_brand: brand, card_last4: last4 } = row;
  const { card_exp_month: expMonth, card_exp_year: expYear } = row;
  if (stripePaymentMethodId === null || brand === null || last4 === null || expMonth === null || expYear === null) return null;
  return { stripePaymentMethodId, brand, last4, expMonth, expYear };
}
