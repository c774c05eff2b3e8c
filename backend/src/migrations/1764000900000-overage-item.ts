import { type MigrationInterface, type QueryRunner } from 'typeorm';

/**
 * The decision outlives the subscription it was made for, and a schedule may take the metered item away: without the item nothing beyond the
 * limit could be billed, so nothing beyond it is sold.
 */
const WINDOW = `
do $$
declare
  definition text := pg_get_functiondef('usage_window(uuid,timestamptz)'::regprocedure);
  changed text := replace(definition, 's.current_period_end, b.overage_cap into live',
    's.current_period_end, case when s.stripe_overage_item_id is not null then b.overage_cap end as overage_cap into live');
begin
  if changed = definition then
    raise exception 'usage_window is not the one this migration knows';
  end if;
  execute changed;
end $$;
`;

/** Conversations beyond the limit are admitted only while there is an item at Stripe that bills them. */
export class OverageItem1764000900000 implements MigrationInterface {
  name = 'OverageItem1764000900000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(WINDOW);
  }

  down(): Promise<void> {
    throw new Error('Migrations are forward only (house.md §1.10).');
  }
}
