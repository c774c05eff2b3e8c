import type { TaxId } from '@orbisvoice/shared-dto';
import type { TaxIdEntity } from '../persistence/tax-id.entity.js';

/** A tax number as pages show it. */
export const toTaxId = ({ id, type, value, country, status }: TaxIdEntity): TaxId => ({ id, type, value, country, status });
