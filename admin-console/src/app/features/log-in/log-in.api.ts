import { inject, Injectable } from '@angular/core';
import type { LogIn, Session } from '@orbisvoice/shared-dto';
import { ApiClient } from '@orbisvoice/shared-ui/core';

/** Where a session begins. */
@Injectable({ providedIn: 'root' })
export class LogInApi {
  private readonly api = inject(ApiClient);

  logIn(body: LogIn): Promise<Session> {
    return this.api.post<Session>('auth/login', body);
  }
}
