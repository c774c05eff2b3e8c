import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import type { ApiProblem } from '../core/api-problem';
import { OvLeaveFocus } from '../data/leave-focus';
import { OvButton } from '../ui/button';
import { OvIcon } from '../ui/icon';
import type { IconName } from '../ui/icons';
import type { Tone } from '../ui/badge';
import { UI } from '../ui-strings';

/** Nothing here yet: what would be here, and the way to it (projected). */
@Component({
  selector: 'ov-empty',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [OvIcon],
  template: `
    <ov-icon [name]="icon()" />
    <h2>{{ heading() }}</h2>
    @if (text(); as words) {
      <p>{{ words }}</p>
    }
    <ng-content select="[ovEmptyBody]" />
    <div class="ov-state-actions"><ng-content /></div>
  `,
})
export class OvEmpty {
  readonly heading = input.required<string>();
  readonly text = input<string | null>(null);
  readonly icon = input<IconName>('inbox');
}

/** A read that failed: why, the reference for support, and another try, with which all of this goes away. */
@Component({
  selector: 'ov-error',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [OvButton, OvIcon, OvLeaveFocus],
  host: { role: 'alert' },
  template: `
    <ov-icon name="alert" />
    <h2>{{ heading() }}</h2>
    <p>{{ problem().sentence }}</p>
    @if (problem().traceId; as id) {
      <p class="ov-small">
        {{ ui.traceId }} <code>{{ id }}</code>
      </p>
    }
    <div class="ov-state-actions">
      <button ov-button ovLeaveFocus type="button" (click)="retry.emit()"><ov-icon name="retry" />{{ ui.retry }}</button>
      <ng-content />
    </div>
  `,
})
export class OvError {
  readonly problem = input.required<ApiProblem>();
  readonly heading = input<string>(UI.errorTitle);
  readonly retry = output<void>();
  protected readonly ui = UI;
}

/** The person is known, but may not be here. */
@Component({
  selector: 'ov-denied',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [OvIcon],
  template: `
    <ov-icon name="lock" />
    <h2>{{ ui.deniedTitle }}</h2>
    <p>{{ text() }}</p>
    <div class="ov-state-actions"><ng-content /></div>
  `,
})
export class OvDenied {
  readonly text = input<string>(UI.deniedText);
  protected readonly ui = UI;
}

/** The shape of what is coming. */
@Component({
  selector: 'ov-skeleton',
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { role: 'status', 'aria-busy': 'true' },
  template: `
    <span class="ov-visually-hidden">{{ ui.loading }}</span>
    @for (width of widths(); track $index) {
      <span class="ov-bone" [attr.data-kind]="kind()" [style.width.%]="width" aria-hidden="true"></span>
    }
  `,
})
export class OvSkeleton {
  readonly lines = input(5);
  readonly kind = input<'line' | 'block'>('line');
  protected readonly ui = UI;
  protected readonly widths = computed(() =>
    Array.from({ length: this.lines() }, (_, index) => (this.kind() === 'block' ? 100 : 96 - ((index * 17) % 38))),
  );
}

const NOTICE_ICONS: Readonly<Record<Exclude<Tone, 'neutral'>, IconName>> = {
  info: 'info',
  success: 'success',
  warning: 'warning',
  danger: 'alert',
};

/** A message that stays on the page: a banner, or the refusal of a form. */
@Component({
  selector: 'ov-notice',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [OvIcon],
  host: { '[attr.data-tone]': 'tone()', '[attr.role]': 'tone() === "danger" ? "alert" : "status"' },
  template: `
    <ov-icon [name]="icon()" />
    <div class="ov-notice-body"><ng-content /></div>
  `,
})
export class OvNotice {
  readonly tone = input<Exclude<Tone, 'neutral'>>('info');
  protected readonly icon = computed(() => NOTICE_ICONS[this.tone()]);
}
