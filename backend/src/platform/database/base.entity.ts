import { Column, PrimaryColumn } from 'typeorm';

/** What every tenant's row has. Ids are UUID v7, made by the application. */
export abstract class TenantEntity {
  @PrimaryColumn('uuid')
  id: string;

  @Column({ name: 'tenant_id', type: 'uuid' })
  tenantId: string;
}
