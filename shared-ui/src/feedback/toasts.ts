import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { OvIcon } from '../ui/icon';
import { UI } from '../ui-strings';
import { ToastService, type Toast } from './toast.service';

/** Where toasts appear. Once per app; screen readers hear each as it comes. */
@Component({
  selector: 'ov-toasts',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [OvIcon, RouterLink],
  host: { role: 'status', 'aria-live': 'polite', 'aria-atomic': 'false' },
  template: `
    @for (toast of toasts.toasts(); track toast.id) {
      <div class="ov-toast" [attr.data-tone]="toast.tone">
        <ov-icon [name]="toast.tone === 'danger' ? 'alert' : 'success'" />
        <span>{{ toast.text }}</span>
        @if (toast.link; as link) {
          <a [routerLink]="link.path" (click)="toasts.dismiss(toast.id)">{{ link.label }}</a>
        }
        @if (toast.undo) {
          <button type="button" (click)="undo(toast)">{{ ui.undo }}</button>
        }
        <button type="button" [attr.aria-label]="ui.dismiss" (click)="toasts.dismiss(toast.id)"><ov-icon name="close" /></button>
      </div>
    }
  `,
})
export class OvToasts {
  protected readonly toasts = inject(ToastService);
  protected readonly ui = UI;

  protected undo(toast: Toast): void {
    this.toasts.dismiss(toast.id);
    toast.undo?.();
  }
}
