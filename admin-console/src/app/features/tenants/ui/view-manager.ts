import { ChangeDetectionStrategy, Component, inject, input, output, signal } from '@angular/core';
import type { TenantView, TenantViewSettings } from '@orbisvoice/shared-dto';
import { OvDialog } from '@orbisvoice/shared-ui/feedback';
import { OvBadge, OvButton } from '@orbisvoice/shared-ui/ui';
import { VIEWS } from '../tenant-list.strings';
import { isPending, ViewsStore } from '../views.store';

/** A button of a view. */
interface Deed {
  readonly word: string;
  readonly isDanger?: boolean;
  readonly run: () => unknown;
}

/** Views with what can be done to each: one's own are changed and deleted, any can open the list. */
@Component({
  selector: 'oc-view-manager',
  imports: [OvBadge, OvButton, OvDialog],
  template: `
    <ov-dialog isWide [heading]="words.manage" (closed)="left()">
      <ul class="oc-view-list" role="list">
        @for (view of store.read.value()?.items ?? []; track view.id) {
          <li>
            <p>
              <b>{{ view.name }}</b>
              @if (view.isDefault) {
                <ov-badge tone="info">{{ words.isDefault }}</ov-badge>
              }
              @if (view.isShared) {
                <ov-badge>{{ view.isOwn ? words.isShared : words.by(view.ownerName) }}</ov-badge>
              }
            </p>
            @if (isPending(view)) {
              <p class="ov-small ov-muted" role="status">{{ words.saving }}</p>
            } @else {
              <div class="ov-row">
                @for (deed of deedsOf(view); track $index) {
                  <button
                    ov-button
                    type="button"
                    size="s"
                    [variant]="deed.isDanger ? 'danger' : 'secondary'"
                    [attr.aria-label]="words.actionOf(deed.word, view.name)"
                    (click)="deed.run()"
                  >
                    {{ deed.word }}
                  </button>
                }
              </div>
            }
          </li>
        } @empty {
          <li class="ov-muted">{{ words.none }}</li>
        }
      </ul>
    </ov-dialog>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ViewManager {
  readonly settings = input.required<TenantViewSettings>();
  /** Gone, with the view that is to get another name. */
  readonly closed = output<TenantView | null>();

  protected readonly words = VIEWS;
  protected readonly isPending = isPending;
  protected readonly store = inject(ViewsStore);
  private readonly renaming = signal<TenantView | null>(null);

  /** What can be done to a view: with somebody else's only open the list. */
  protected deedsOf(view: TenantView): readonly Deed[] {
    const { isDefault, isShared, isOwn } = view;
    const open = { word: isDefault ? VIEWS.noDefault : VIEWS.makeDefault, run: () => this.store.chooseDefault(isDefault ? null : view) };
    if (!isOwn) return [open];
    return [
      open,
      { word: VIEWS.rename, run: () => this.rename(view) },
      { word: isShared ? VIEWS.makePrivate : VIEWS.makeShared, run: () => this.store.update(view, { isShared: !isShared }) },
      { word: VIEWS.replace, run: () => this.store.update(view, { settings: this.settings() }) },
      { word: VIEWS.remove, isDanger: true, run: () => this.store.remove(view) },
    ];
  }

  protected left(): void {
    this.closed.emit(this.renaming());
  }

  private rename(view: TenantView): void {
    this.renaming.set(view);
    this.left();
  }
}
