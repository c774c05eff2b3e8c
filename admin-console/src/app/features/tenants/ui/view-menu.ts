import { ChangeDetectionStrategy, Component, inject, input, output, signal } from '@angular/core';
import type { TenantView, TenantViewSettings } from '@orbisvoice/shared-dto';
import { OvIcon, OvMenu } from '@orbisvoice/shared-ui/ui';
import { VIEWS } from '../tenant-list.strings';
import { ViewsStore } from '../views.store';
import { ViewDialog } from './view-dialog';
import { ViewManager } from './view-manager';

/** Lists kept under a name: to open one, to keep the present one, and to look after them. */
@Component({
  selector: 'oc-view-menu',
  imports: [OvIcon, OvMenu, ViewDialog, ViewManager],
  template: `
    <ov-menu buttonClass="oc-menu-button">
      <span ovMenuButton class="ov-row"><ov-icon name="eye" />{{ words.button }}</span>
      <button type="button" (click)="opened.emit(null)">{{ words.all }}</button>
      @if (store.read.problem(); as problem) {
        <p class="ov-small ov-muted">{{ problem.sentence }}</p>
      }
      @for (group of groups; track group.label) {
        @if (group.views().length > 0) {
          <p class="ov-label">{{ group.label }}</p>
          @for (view of group.views(); track view.id) {
            <button type="button" (click)="opened.emit(view)">{{ view.name }}</button>
          }
        }
      }
      <hr />
      <button type="button" (click)="naming.set({ view: null })">{{ words.save }}</button>
      <button type="button" (click)="isManaging.set(true)">{{ words.manage }}</button>
    </ov-menu>
    @if (naming(); as it) {
      <oc-view-dialog [renamed]="it.view" [settings]="settings()" (closed)="naming.set(null)" />
    }
    @if (isManaging()) {
      <oc-view-manager [settings]="settings()" (closed)="managed($event)" />
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ViewMenu {
  readonly settings = input.required<TenantViewSettings>();
  /** The view to open; null: every tenant. */
  readonly opened = output<TenantView | null>();

  protected readonly words = VIEWS;
  protected readonly store = inject(ViewsStore);
  protected readonly naming = signal<{ readonly view: TenantView | null } | null>(null);
  protected readonly isManaging = signal(false);
  protected readonly groups = [
    { label: VIEWS.own, views: this.store.own },
    { label: VIEWS.shared, views: this.store.shared },
  ];

  protected managed(renamed: TenantView | null): void {
    this.isManaging.set(false);
    if (renamed) this.naming.set({ view: renamed });
  }
}
