import { computed, inject, Injectable } from '@angular/core';
import type { AuditExportFormat } from '@orbisvoice/shared-dto/values';
import { fileExport, urlState } from '@orbisvoice/shared-ui/core';
import { keepLast } from '../../core/keep-last';
import { inScope, tenantScope } from '../../core/tenant-scope';
import { AuditApi } from './audit.api';
import { FILTER_DEFAULTS, hasLonelyTime, isEmptySpan, personOf, tenantOf, toQuery } from './audit-filter';

/** The audit list of the filters that the address holds. */
@Injectable()
export class AuditStore {
  readonly filter = urlState(FILTER_DEFAULTS);
  readonly scope = tenantScope();
  readonly tenantId = computed(() => tenantOf(this.filter.value()));
  readonly personId = computed(() => personOf(this.filter.value()));
  readonly isReversed = computed(() => isEmptySpan(this.filter.value()));
  readonly hasLonelyTime = computed(() => hasLonelyTime(this.filter.value()));
  private readonly api = inject(AuditApi);
  private readonly query = computed(() => toQuery(inScope(this.filter.value(), this.scope())));
  readonly list = this.api.list(this.query);
  readonly shown = keepLast(this.list, this.query);
  /** Conversations are left out of what is shown and of what is exported. */
  readonly isQuiet = computed(() => this.query().without === 'conversations');
  readonly isBadIp = computed(() => this.filter.value().ip !== '' && this.query().ip === undefined);
  readonly files = fileExport<AuditExportFormat>();

  /** Saves everything that the filters find, not only what is shown. */
  async export(format: AuditExportFormat): Promise<void> {
    await this.files.save(format, `orbisvoice-audit.${format}`, () => this.api.export(format, this.query()));
  }
}
