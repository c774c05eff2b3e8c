import { ChangeDetectionStrategy, Component, DestroyRef, inject, input, signal } from '@angular/core';
import { ToastService } from '../feedback/toast.service';
import { UI } from '../ui-strings';
import { OvButton } from './button';
import { OvIcon } from './icon';

const SHOWN_MS = 2_000;

/** Copies `text` and says so. */
@Component({
  selector: 'ov-copy-button',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [OvButton, OvIcon],
  template: `
    <button
      ov-button
      type="button"
      size="s"
      [variant]="variant()"
      [attr.aria-label]="what() ? ui.copy + ' ' + what() : null"
      (click)="copy()"
    >
      <ov-icon [name]="isCopied() ? 'check' : 'copy'" /><span>{{ isCopied() ? ui.copied : ui.copy }}</span>
    </button>
    <span class="ov-visually-hidden" role="status">{{ isCopied() ? ui.copied : '' }}</span>
  `,
})
export class OvCopyButton {
  readonly text = input.required<string>();
  /** What is copied, for people who do not see what the button stands next to. */
  readonly what = input('');
  readonly variant = input<'secondary' | 'strong'>('secondary');
  protected readonly ui = UI;
  protected readonly isCopied = signal(false);
  private readonly toasts = inject(ToastService);
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    inject(DestroyRef).onDestroy(() => clearTimeout(this.timer));
  }

  protected async copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(this.text());
    } catch {
      this.toasts.show({ text: UI.copyFailed, tone: 'danger' });
      return;
    }
    this.isCopied.set(true);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.isCopied.set(false), SHOWN_MS);
  }
}
