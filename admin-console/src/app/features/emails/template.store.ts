import { inject, Injectable, signal } from '@angular/core';
import type { TestEmailResult } from '@orbisvoice/shared-dto';
import { ApiProblem } from '@orbisvoice/shared-ui/core';
import { keepLast } from '../../core/keep-last';
import { EmailsApi } from './emails.api';

/** One template, and a test of it in one's own mailbox. */
@Injectable()
export class TemplateStore {
  private readonly api = inject(EmailsApi);
  readonly name = signal('');
  readonly template = keepLast(this.api.template(this.name), this.name);
  readonly isSending = signal(false);
  readonly result = signal<TestEmailResult | null>(null);
  readonly problem = signal<ApiProblem | null>(null);

  async sendTest(): Promise<void> {
    this.isSending.set(true);
    this.result.set(null);
    this.problem.set(null);
    try {
      this.result.set(await this.api.sendTest(this.name()));
    } catch (error) {
      this.problem.set(ApiProblem.from(error));
    } finally {
      this.isSending.set(false);
    }
  }
}
