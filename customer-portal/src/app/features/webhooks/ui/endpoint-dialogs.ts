import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { EndpointActions } from '../endpoint-actions';
import { EndpointDialog } from './endpoint-dialog';
import { SecretDialog } from './secret-dialog';

/** The dialogs that `EndpointActions` opens. Once per page. */
@Component({
  selector: 'ov-endpoint-dialogs',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [EndpointDialog, SecretDialog],
  template: `
    @if (actions.edited()) {
      <ov-endpoint-dialog
        [endpoint]="existing()"
        (closed)="actions.edited.set(null)"
        (created)="actions.created($event)"
        (changed)="actions.changed($event)"
      />
    }
    @if (actions.issued(); as endpoint) {
      <ov-secret-dialog [endpoint]="endpoint" (closed)="actions.issued.set(null)" />
    }
  `,
})
export class EndpointDialogs {
  protected readonly actions = inject(EndpointActions);
  protected readonly existing = computed(() => {
    const edited = this.actions.edited();
    return edited === 'new' ? null : edited;
  });
}
