import { ChangeDetectionStrategy, Component, inject, input, output, signal } from '@angular/core';
import type { TenantView, TenantViewSettings } from '@orbisvoice/shared-dto';
import { OvDialog } from '@orbisvoice/shared-ui/feedback';
import { OvBadge, OvButton } from '@orbisvoice/shared-ui/ui';
import { VIEWS } from '../tenant-list.strings';
import { isPending, ViewsStore } from '../views.store';

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
                <button
                  ov-button
                  type="button"
                  size="s"
                  [attr.aria-label]="defaultLabel(view)"
                  (click)="store.chooseDefault(view.isDefault ? null : view)"
                >
                  {{ view.isDefault ? words.noDefault : words.makeDefault }}
                </button>
                @if (view.isOwn) {
                  <button
                    ov-button
                    type="button"
                    size="s"
                    [attr.aria-label]="words.actionOf(words.rename, view.name)"
                    (click)="rename(view)"
                  >
                    {{ words.rename }}
                  </button>
                  <button
                    ov-button
                    type="button"
                    size="s"
                    [attr.aria-label]="words.actionOf(shareWord(view), view.name)"
                    (click)="store.update(view, { isShared: !view.isShared })"
                  >
                    {{ shareWord(view) }}
                  </button>
                  <button
                    ov-button
                    type="button"
                    size="s"
                    [attr.aria-label]="words.actionOf(words.replace, view.name)"
                    (click)="store.update(view, { settings: settings() })"
                  >
                    {{ words.replace }}
                  </button>
                  <button
                    ov-button
                    type="button"
                    size="s"
                    variant="danger"
                    [attr.aria-label]="words.actionOf(words.remove, view.name)"
                    (click)="store.remove(view)"
                  >
                    {{ words.remove }}
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

  protected rename(view: TenantView): void {
    this.renaming.set(view);
    this.left();
  }

  protected left(): void {
    this.closed.emit(this.renaming());
  }

  protected shareWord({ isShared }: TenantView): string {
    return isShared ? VIEWS.makePrivate : VIEWS.makeShared;
  }

  protected defaultLabel({ isDefault, name }: TenantView): string {
    return VIEWS.actionOf(isDefault ? VIEWS.noDefault : VIEWS.makeDefault, name);
  }
}
