import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import type { ApiKey, IssuedApiKey } from '@orbisvoice/shared-dto';
import { ApiProblem, Clock, SessionStore } from '@orbisvoice/shared-ui/core';
import { OvCell, OvPager, OvTable, type Column } from '@orbisvoice/shared-ui/data';
import { ConfirmService, OvAsync, OvEmpty, OvReady, ToastService } from '@orbisvoice/shared-ui/feedback';
import { OvDatePipe, OvRelativePipe } from '@orbisvoice/shared-ui/format';
import { OvPageHeader } from '@orbisvoice/shared-ui/layout';
import { OvBadge, OvButton, OvCard, OvIcon } from '@orbisvoice/shared-ui/ui';
import { ApiKeysStore } from '../api-keys.store';
import { S, SCOPE_LABELS } from '../api-keys.strings';
import { IssuedKeyDialog } from '../ui/issued-key-dialog';
import { NewKeyDialog } from '../ui/new-key-dialog';

const COLUMNS: readonly Column[] = [
  { key: 'name', label: S.columns.name },
  { key: 'key', label: S.columns.key },
  { key: 'scopes', label: S.columns.scopes },
  { key: 'used', label: S.columns.used },
  { key: 'expires', label: S.columns.expires },
  { key: 'actions', label: S.columns.actions, isLabelHidden: true },
];

/** Keys for the customer's own servers. */
@Component({
  selector: 'ov-api-keys-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    IssuedKeyDialog,
    NewKeyDialog,
    OvAsync,
    OvBadge,
    OvButton,
    OvCard,
    OvCell,
    OvDatePipe,
    OvEmpty,
    OvIcon,
    OvPageHeader,
    OvPager,
    OvReady,
    OvRelativePipe,
    OvTable,
  ],
  providers: [ApiKeysStore],
  templateUrl: './api-keys.page.html',
})
export default class ApiKeysPage {
  protected readonly store = inject(ApiKeysStore);
  protected readonly s = S;
  protected readonly columns = COLUMNS;
  protected readonly canManage = inject(SessionStore).can('api_keys.manage');
  protected readonly isCreating = signal(false);
  protected readonly issued = signal<IssuedApiKey | null>(null);
  private readonly clock = inject(Clock);
  private readonly toasts = inject(ToastService);
  private readonly confirm = inject(ConfirmService);

  protected scopesOf(key: ApiKey): string {
    return key.scopes.map((scope) => SCOPE_LABELS[scope]).join(', ');
  }

  /** Why a key no longer works; null while it does. */
  protected deadAs(key: ApiKey): string | null {
    if (key.revokedAt) return S.revoked;
    return key.expiresAt && Date.parse(key.expiresAt) <= this.clock.now() ? S.expired : null;
  }

  protected show(key: IssuedApiKey): void {
    this.isCreating.set(false);
    this.issued.set(key);
  }

  protected async rotate(key: ApiKey): Promise<void> {
    const { text, consequences, confirm: confirmLabel } = S.rotate;
    const isSure = await this.confirm.ask({ heading: S.rotate.heading(key.name), text, consequences, confirmLabel, isDangerous: true });
    if (isSure) await this.attempt(async () => this.show(await this.store.rotate(key.id)));
  }

  protected async revoke(key: ApiKey): Promise<void> {
    const { text, consequences, confirm: confirmLabel } = S.revoke;
    const isSure = await this.confirm.ask({ heading: S.revoke.heading(key.name), text, consequences, confirmLabel, isDangerous: true });
    if (!isSure) return;
    await this.attempt(async () => {
      await this.store.revoke(key.id);
      this.toasts.show({ text: S.revoke.done(key.name) });
    });
  }

  private async attempt(task: () => Promise<void>): Promise<void> {
    try {
      await task();
    } catch (error) {
      this.toasts.show({ text: ApiProblem.from(error).sentence, tone: 'danger' });
    }
  }
}
