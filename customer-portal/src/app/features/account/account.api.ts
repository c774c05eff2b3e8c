import { Injectable, inject } from '@angular/core';
import type { ChangePassword, EmailPreferences, Me, UpdateEmailPreferences, UpdateMe } from '@orbisvoice/shared-dto';
import { ApiClient, type ApiRequest } from '@orbisvoice/shared-ui/core';

/** The only place that knows the addresses of one's own account. */
@Injectable({ providedIn: 'root' })
export class AccountApi {
  private readonly api = inject(ApiClient);

  sessions = (): ApiRequest => ({ path: 'auth/sessions' });
  emailPreferences = (): ApiRequest => ({ path: 'email/preferences' });
  chooseEmails = (body: UpdateEmailPreferences): Promise<EmailPreferences> => this.api.put('email/preferences', body);
  update = (body: UpdateMe): Promise<Me> => this.api.patch('auth/me', body);
  changePassword = (body: ChangePassword): Promise<void> => this.api.post('auth/me/password', body);
  endSession = (id: string): Promise<void> => this.api.delete(`auth/sessions/${encodeURIComponent(id)}`);
}
