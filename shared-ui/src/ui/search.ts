import { ChangeDetectionStrategy, Component, DestroyRef, inject, input, model } from '@angular/core';
import { OvInput } from '../forms/field';
import { OvIcon } from './icon';

const PAUSE_MS = 250;

/** A search box. It reports when typing pauses, so that not every letter is a request. */
@Component({
  selector: 'ov-search',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [OvIcon, OvInput],
  template: `
    <ov-icon name="search" />
    <input
      ovInput
      type="search"
      #control
      [attr.aria-label]="label()"
      [placeholder]="label()"
      [value]="value()"
      (input)="wait(control.value)"
      (keydown.enter)="settle(control.value)"
    />
  `,
})
export class OvSearch {
  readonly label = input.required<string>();
  readonly value = model.required<string>();
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    inject(DestroyRef).onDestroy(() => clearTimeout(this.timer));
  }

  protected wait(text: string): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.value.set(text.trim()), PAUSE_MS);
  }

  protected settle(text: string): void {
    clearTimeout(this.timer);
    this.value.set(text.trim());
  }
}
