import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import type { WebhookEndpoint } from '@orbisvoice/shared-dto';
import { WEBHOOK_ENDPOINTS_MAX } from '@orbisvoice/shared-dto/values';
import { OvCell, OvTable, type Column } from '@orbisvoice/shared-ui/data';
import { OvAsync, OvEmpty, OvNotice, OvReady } from '@orbisvoice/shared-ui/feedback';
import { OvDatePipe, OvRelativePipe } from '@orbisvoice/shared-ui/format';
import { OvPageHeader } from '@orbisvoice/shared-ui/layout';
import { OvBadge, OvButton, OvCard, OvIcon } from '@orbisvoice/shared-ui/ui';
import { rowFocus } from '../../../core/row-focus';
import { DELIVERY_LABELS } from '../../../core/row-labels';
import { EndpointActions } from '../endpoint-actions';
import { EndpointButtons } from '../ui/endpoint-buttons';
import { EndpointDialogs } from '../ui/endpoint-dialogs';
import { EndpointSwitch } from '../ui/endpoint-switch';
import { eventsInWords, healthInWords } from '../webhook-words';
import { WebhooksStore } from '../webhooks.store';
import { S } from '../webhooks.strings';

const COLUMNS: readonly Column[] = [
  { key: 'endpoint', label: S.columns.endpoint },
  { key: 'state', label: S.columns.state },
  { key: 'events', label: S.columns.events },
  { key: 'health', label: S.columns.health },
  { key: 'last', label: S.columns.last },
  { key: 'actions', label: S.columns.actions, isLabelHidden: true },
];

/** Where the workspace wants to be told of what happens in it, and how that goes. */
@Component({
  selector: 'ov-webhooks-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    EndpointButtons,
    EndpointDialogs,
    EndpointSwitch,
    OvAsync,
    OvBadge,
    OvButton,
    OvCard,
    OvCell,
    OvDatePipe,
    OvEmpty,
    OvIcon,
    OvNotice,
    OvPageHeader,
    OvReady,
    OvRelativePipe,
    OvTable,
  ],
  providers: [WebhooksStore, EndpointActions],
  templateUrl: './webhooks.page.html',
})
export default class WebhooksPage {
  protected readonly store = inject(WebhooksStore);
  protected readonly actions = inject(EndpointActions);
  private readonly focusAt = rowFocus();
  protected readonly s = S;
  protected readonly columns = COLUMNS;
  protected readonly statuses = DELIVERY_LABELS;
  protected readonly most = WEBHOOK_ENDPOINTS_MAX;
  protected readonly events = eventsInWords;
  protected readonly health = healthInWords;
  protected readonly linkOf = ({ id }: WebhookEndpoint): string[] => ['/webhooks', id];

  /** The keyboard stays where the row was. */
  protected async remove(endpoint: WebhookEndpoint): Promise<void> {
    const place = this.store.page.value()?.items.findIndex(({ id }) => id === endpoint.id) ?? 0;
    if (await this.actions.remove(endpoint)) this.focusAt(place);
  }
}
