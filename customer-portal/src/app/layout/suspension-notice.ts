import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { SessionStore } from '@orbisvoice/shared-ui/core';
import { OvNotice } from '@orbisvoice/shared-ui/feedback';
import { formatDate } from '@orbisvoice/shared-ui/format';
import { S } from '../strings';

/** Above every page of a suspended workspace: what is closed, why, and whom to write to. */
@Component({
  selector: 'ov-suspension-notice',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [OvNotice],
  host: { class: 'ov-page-notice' },
  template: `
    @if (suspension(); as it) {
      <ov-notice tone="danger">
        <p>
          <b>{{ s.heading }}</b> · {{ s.since(since()) }}
        </p>
        <p>{{ s.text }}</p>
        <p>
          {{ s.reason }} <q>{{ it.reason }}</q>
        </p>
        <p>
          {{ s.contact }} <a [href]="'mailto:' + it.contact">{{ it.contact }}</a>
        </p>
      </ov-notice>
    }
  `,
})
export class SuspensionNotice {
  protected readonly s = S.suspension;
  private readonly session = inject(SessionStore);
  protected readonly suspension = computed(() => this.session.me()?.tenant.suspension ?? null);
  protected readonly since = computed(() => formatDate(this.suspension()?.since, this.session.timeZone()));
}
