import { computed, inject, Injectable, signal } from '@angular/core';
import { keepLast } from '../../core/keep-last';
import { pollWhile } from '../../core/poll-while';
import { EmailsApi } from './emails.api';
import { isOnItsWay } from './on-its-way';

/** A mail that was put off waits for minutes. */
const SLOWNESS = 2;

/** One mail with its copy, looked at until it has left or failed. */
@Injectable()
export class MailStore {
  private readonly api = inject(EmailsApi);
  readonly id = signal('');
  readonly mail = keepLast(this.api.mail(this.id), this.id);
  /** Asked for once the mail was written: before that there is none. */
  readonly copy = keepLast(this.api.copy(computed(() => (this.mail.value()?.templateVersion ? this.id() : ''))), this.id);
  readonly isPending = computed(() => isOnItsWay(this.mail.value()?.status));

  constructor() {
    pollWhile(this.mail, this.isPending, SLOWNESS);
  }

  /** Sends it again. @returns the id of the new mail */
  async resend(reason: string): Promise<string> {
    return (await this.api.resend(this.id(), reason)).id;
  }

  async stop(reason: string): Promise<void> {
    await this.api.stop(this.id(), reason);
    this.mail.reload();
  }

  reload(): void {
    this.mail.reload();
    this.copy.reload();
  }
}
