import { type MigrationInterface, type QueryRunner } from 'typeorm';

/**
 * Rewrites the table under a lock. Events that arrive meanwhile wait or get a 5xx, and Stripe sends them again; code that still writes
 * `jsonb` is served, since PostgreSQL assigns it to `json`.
 */
const BODIES = `
alter table stripe_events alter column payload type json using payload::json;
comment on column stripe_events.payload is 'The verified body as it came (json, not jsonb), but for what PostgreSQL cannot read as text';
`;

/** An event's body is kept as it was signed: taking it apart was half of what storing it cost (decision 26). */
export class StripeBodies1764005000000 implements MigrationInterface {
  name = 'StripeBodies1764005000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(BODIES);
  }

  down(): Promise<void> {
    throw new Error('Migrations are forward only (house.md §1.10).');
  }
}
