import type { TenantStatus } from '@orbisvoice/shared-dto/values';

/** Whether the people of a tenant may log in. A suspended one reads and pays; it does not run. */
export const mayEnter = (status: TenantStatus): boolean => status === 'active' || status === 'suspended';

/** Whether agents answer, tools run and data is written. */
export const mayRun = (status: TenantStatus): boolean => status === 'active';
