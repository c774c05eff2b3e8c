import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { AdminTenantBilling } from '@orbisvoice/shared-dto';
import { OvNotice } from '@orbisvoice/shared-ui/feedback';
import { billingNotices } from '../billing-notices';
import { TENANT_BILLING } from '../tenant-billing.strings';

/** What is about to change or goes wrong, the gravest first. */
@Component({
  selector: 'oc-billing-notices',
  imports: [OvNotice],
  template: `
    @for (notice of notices(); track notice.text) {
      <ov-notice [tone]="notice.tone">
        <p>
          {{ notice.text }}
          @if (notice.url; as url) {
            <a target="_blank" rel="noopener" [href]="url" [attr.aria-label]="words.payPageOf">{{ words.payPage }}</a>
          }
        </p>
      </ov-notice>
    }
  `,
  host: { class: 'oc-stack', '[hidden]': 'notices().length === 0' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class BillingNotices {
  readonly billing = input.required<AdminTenantBilling>();

  protected readonly words = TENANT_BILLING;
  protected readonly notices = computed(() => billingNotices(this.billing()));
}
