import { inject, Injectable } from '@angular/core';
import { SessionStore } from '@orbisvoice/shared-ui/core';
import { FormState } from '@orbisvoice/shared-ui/forms';
import { LogInApi } from './log-in.api';

/** The log-in form, and who may come in by it. */
@Injectable()
export class LogInStore {
  private readonly api = inject(LogInApi);
  private readonly session = inject(SessionStore);

  readonly form = new FormState({ email: '', password: '' });

  /** Resolves to whether a member of staff is in now; null after a refusal, which is then on the form. */
  async logIn(): Promise<boolean | null> {
    const done = await this.form.submit((value) => this.api.logIn(value));
    if (!done) return null;
    this.session.start(done.answer);
    if (done.answer.me.isAdmin) return true;
    await Promise.allSettled([this.session.logOut()]);
    return false;
  }
}
