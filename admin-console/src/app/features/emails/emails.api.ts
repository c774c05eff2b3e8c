import { inject, Injectable, type Signal } from '@angular/core';
import type {
  AddEmailSuppression,
  AdminEmail,
  AdminEmailCopy,
  AdminEmailDetail,
  AdminEmailList,
  AdminEmailQuery,
  AdminEmailSummary,
  AdminEmailSuppression,
  AdminEmailSuppressionPage,
  AdminEmailSuppressionQuery,
  AdminEmailTemplateDetail,
  AdminEmailTemplateList,
  ResentEmail,
  TestEmailResult,
} from '@orbisvoice/shared-dto';
import { ApiClient, apiResource, keysetList, type ApiResource, type KeysetList } from '@orbisvoice/shared-ui/core';

const MAILS = 'admin/emails';
const TEMPLATES = 'admin/email-templates';
const SUPPRESSIONS = 'admin/email-suppressions';

/** Where the platform's mail is read, and what staff does about it. */
@Injectable({ providedIn: 'root' })
export class EmailsApi {
  private readonly api = inject(ApiClient);

  mails(query: Signal<Omit<AdminEmailQuery, 'cursor'>>): KeysetList<AdminEmail, AdminEmailList> {
    return keysetList<AdminEmail, AdminEmailList>(() => ({ path: MAILS, query: { ...query() } }));
  }

  /** The last 24 hours, and what waits now, of all tenants: within the scope of one there is nothing to ask. */
  summary(scope: Signal<string | null>): ApiResource<AdminEmailSummary> {
    return apiResource(() => (scope() === null ? { path: `${MAILS}/summary` } : undefined));
  }

  /** One mail with its timeline; an empty id asks for nothing yet. */
  mail(id: Signal<string>): ApiResource<AdminEmailDetail> {
    return apiResource(() => (id() ? { path: `${MAILS}/${encodeURIComponent(id())}` } : undefined));
  }

  /** What was sent; an empty id asks for nothing yet. */
  copy(id: Signal<string>): ApiResource<AdminEmailCopy> {
    return apiResource(() => (id() ? { path: `${MAILS}/${encodeURIComponent(id())}/copy` } : undefined));
  }

  /** @throws ApiProblem `email.address_suppressed`, `email.message_under_way`, `email.copy_purged` */
  resend(id: string, reason: string): Promise<ResentEmail> {
    return this.api.post<ResentEmail>(`${MAILS}/${encodeURIComponent(id)}/resend`, reason ? { reason } : {});
  }

  /** @throws ApiProblem `email.not_waiting` when it has left meanwhile */
  async stop(id: string, reason: string): Promise<void> {
    await this.api.post(`${MAILS}/${encodeURIComponent(id)}/stop`, { reason });
  }

  templates(): ApiResource<AdminEmailTemplateList> {
    return apiResource(() => ({ path: TEMPLATES }));
  }

  /** One template, rendered from its sample; an empty name asks for nothing yet. */
  template(name: Signal<string>): ApiResource<AdminEmailTemplateDetail> {
    return apiResource(() => (name() ? { path: `${TEMPLATES}/${encodeURIComponent(name())}` } : undefined));
  }

  /** To the address of whoever is signed in. @throws ApiProblem */
  sendTest(name: string): Promise<TestEmailResult> {
    return this.api.post<TestEmailResult>(`${TEMPLATES}/${encodeURIComponent(name)}/send-test`);
  }

  suppressions(query: Signal<AdminEmailSuppressionQuery>): ApiResource<AdminEmailSuppressionPage> {
    return apiResource(() => ({ path: SUPPRESSIONS, query: { ...query() } }));
  }

  suppress(body: AddEmailSuppression): Promise<AdminEmailSuppression> {
    return this.api.post<AdminEmailSuppression>(SUPPRESSIONS, body);
  }

  /** @throws ApiProblem `email.suppression_not_found` when somebody was faster */
  lift(id: string, reason: string): Promise<void> {
    return this.api.delete(`${SUPPRESSIONS}/${encodeURIComponent(id)}`, { reason });
  }

  /** Puts back what was lifted. @throws ApiProblem `email.suppression_not_found` when it is in force, or never was */
  async restore(id: string): Promise<void> {
    await this.api.post(`${SUPPRESSIONS}/${encodeURIComponent(id)}/restore`);
  }
}
