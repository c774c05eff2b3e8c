import { ChangeDetectionStrategy, Component, computed, DestroyRef, inject, input, output, signal, viewChild } from '@angular/core';
import type { ImpersonationTicket } from '@orbisvoice/shared-dto';
import { Clock } from '@orbisvoice/shared-ui/core';
import { OvDialog, OvNotice } from '@orbisvoice/shared-ui/feedback';
import { FormState, OvControl, OvField, OvForm, OvFormProblem } from '@orbisvoice/shared-ui/forms';
import { OvButton, OvIcon } from '@orbisvoice/shared-ui/ui';
import { UtcTime } from '../../../ui/utc-time';
import { IMPERSONATION } from '../impersonation.strings';
import { TenantsApi } from '../tenants.api';

interface Person {
  readonly id: string;
  readonly name: string;
}

/**
 * Asks how far and why, then offers the way into the portal. A link somebody presses, because a tab that opens after an answer of the
 * server is what browsers block; it is of no use once pressed, or after its minute.
 */
@Component({
  selector: 'oc-impersonate-dialog',
  imports: [OvButton, OvControl, OvDialog, OvField, OvForm, OvFormProblem, OvIcon, OvNotice, UtcTime],
  templateUrl: './impersonate-dialog.html',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ImpersonateDialog {
  readonly tenantId = input.required<string>();
  readonly person = input.required<Person>();
  readonly closed = output<boolean>();

  protected readonly words = IMPERSONATION;
  protected readonly modes = ['read', 'write'] as const;
  protected readonly hints = { read: IMPERSONATION.readHint, write: IMPERSONATION.writeHint };
  protected readonly state = new FormState<{ mode: 'read' | 'write'; reason: string }>({ mode: 'read', reason: '' });
  protected readonly ticket = signal<ImpersonationTicket | null>(null);
  protected readonly isOpened = signal(false);
  private readonly api = inject(TenantsApi);
  private readonly clock = inject(Clock);
  private readonly now = signal(this.clock.now());
  protected readonly isExpired = computed(() => {
    const ticket = this.ticket();
    return ticket !== null && Date.parse(ticket.codeExpiresAt) <= this.now();
  });
  private readonly dialog = viewChild.required(OvDialog);

  constructor() {
    const timer = setInterval(() => this.now.set(this.clock.now()), 1_000);
    inject(DestroyRef).onDestroy(() => clearInterval(timer));
  }

  protected close(): void {
    this.dialog().close();
  }

  protected leave(): void {
    this.closed.emit(this.ticket() !== null);
  }

  protected async send(): Promise<void> {
    const done = await this.state.submit(({ mode, reason }) =>
      this.api.impersonate(this.tenantId(), { userId: this.person().id, mode, reason }),
    );
    if (done) this.ticket.set(done.answer);
  }
}
