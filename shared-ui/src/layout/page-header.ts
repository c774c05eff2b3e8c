import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { RouterLink, type UrlTree } from '@angular/router';
import { OvPageHeading } from '../core/page-title';
import { OvIcon } from '../ui/icon';

/** The head of a page: way back, title (takes the focus on navigation), badges (`[ovHeaderBadge]`), actions (`[ovHeaderActions]`). */
@Component({
  selector: 'ov-page-header',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [OvIcon, OvPageHeading, RouterLink],
  template: `
    @if (backLink(); as link) {
      <a class="ov-page-back" [routerLink]="link"><ov-icon name="back" />{{ backLabel() }}</a>
    }
    <div class="ov-page-row">
      <div class="ov-page-title">
        <h1 ovPageHeading>{{ heading() }}</h1>
        <ng-content select="[ovHeaderBadge]" />
      </div>
      <div class="ov-row"><ng-content select="[ovHeaderActions]" /></div>
    </div>
    @if (text(); as words) {
      <p class="ov-page-sub">{{ words }}</p>
    }
  `,
})
export class OvPageHeader {
  readonly heading = input.required<string>();
  readonly text = input<string | null>(null);
  /** A path, or an address with its query. */
  readonly backLink = input<string | UrlTree | null>(null);
  readonly backLabel = input('');
}
