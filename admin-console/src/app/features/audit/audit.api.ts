import { inject, Injectable, type Signal } from '@angular/core';
import type { AuditEntry, AuditQuery, AuditVerification, AuditVerifications } from '@orbisvoice/shared-dto';
import type { AuditExportFormat } from '@orbisvoice/shared-dto/values';
import { ApiClient, apiResource, keysetList, type ApiResource, type KeysetList } from '@orbisvoice/shared-ui/core';

const PATH = 'admin/audit';

/** Where audit entries are read, newest first, taken home, and proved. */
@Injectable({ providedIn: 'root' })
export class AuditApi {
  private readonly api = inject(ApiClient);

  list(query: Signal<Omit<AuditQuery, 'cursor'>>): KeysetList<AuditEntry> {
    return keysetList(() => ({ path: PATH, query: { ...query() } }));
  }

  /** What the filters find, with the fields of the chain. @throws ApiProblem */
  export(format: AuditExportFormat, { pageSize: _pageSize, ...filters }: Omit<AuditQuery, 'cursor'>): Promise<Blob> {
    return this.api.postForFile(`${PATH}/export`, { ...filters, format });
  }

  /** Checks of the log, newest first. */
  verifications(): ApiResource<AuditVerifications> {
    return apiResource(() => ({ path: `${PATH}/verify` }));
  }

  /** Starts a check. @throws ApiProblem `audit.verification_running` while another one runs */
  startVerification(): Promise<AuditVerification> {
    return this.api.post<AuditVerification>(`${PATH}/verify`);
  }

  /** The newest signed end of every chain. @throws ApiProblem */
  heads(): Promise<Blob> {
    return this.api.getFile(`${PATH}/heads`);
  }
}
