import { ChangeDetectionStrategy, Component, DestroyRef, inject, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import { OvEmpty, OvSkeleton } from '@orbisvoice/shared-ui/feedback';
import { OvPageHeader } from '@orbisvoice/shared-ui/layout';
import { type IconName, OvButton, OvCard } from '@orbisvoice/shared-ui/ui';
import type { KeptResource } from '../core/keep-last';
import { PageKeys } from '../core/page-keys';
import { nameTab } from '../core/tab-name';
import { Problem } from './problem';
import { Refresh } from './refresh';
import { Stale } from './stale';

/** What the page of one thing says about the list it belongs to, and when there is no such thing. */
export interface DetailWords {
  readonly back: string;
  readonly all: string;
  readonly notFound: string;
  readonly notFoundText: string;
}

/**
 * The page of one thing: its head with the way back and another look, and what its read can be: missing, refused, failed, stale, on its way.
 * Names the tab, answers the key for another look. Takes `[ovHeaderBadge]`, `[ovHeaderActions]`, and the page itself, once it is there.
 */
@Component({
  selector: 'oc-detail-page',
  imports: [OvButton, OvCard, OvEmpty, OvPageHeader, OvSkeleton, Problem, Refresh, RouterLink, Stale],
  template: `
    <ov-page-header [backLink]="list()" [backLabel]="words().back" [heading]="heading()" [text]="text()">
      <ng-content select="[ovHeaderBadge]" ngProjectAs="[ovHeaderBadge]" />
      <ng-content select="[ovHeaderActions]" ngProjectAs="[ovHeaderActions]" />
      <oc-refresh ovHeaderActions [isLoading]="read().isLoading()" (refreshed)="refreshed.emit()" />
    </ov-page-header>

    @if (read().problem(); as problem) {
      <ov-card isFlush>
        @if (problem.isMissing) {
          <ov-empty [icon]="icon()" [heading]="words().notFound" [text]="words().notFoundText">
            <a ov-button [routerLink]="list()">{{ words().all }}</a>
          </ov-empty>
        } @else {
          <oc-problem [problem]="problem" (retry)="refreshed.emit()" />
        }
      </ov-card>
    } @else if (read().value() !== undefined) {
      <div class="oc-stack">
        @if (read().stale(); as stale) {
          <oc-stale [of]="stale" (retry)="refreshed.emit()" />
        }
        <ng-content />
      </div>
    } @else {
      <ov-skeleton kind="block" [lines]="3" />
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class DetailPage {
  readonly read = input.required<Pick<KeptResource<unknown>, 'value' | 'isLoading' | 'problem' | 'stale'>>();
  readonly words = input.required<DetailWords>();
  /** Where the list is. */
  readonly list = input.required<string>();
  readonly heading = input.required<string>();
  readonly text = input<string | null>(null);
  /** Beside “there is no such thing”. */
  readonly icon = input.required<IconName>();
  /** Somebody wants another look. */
  readonly refreshed = output<void>();

  constructor() {
    nameTab(() => (this.read().value() === undefined ? null : `${this.heading()} · ${this.words().back}`));
    inject(PageKeys).offer({ refresh: () => this.refreshed.emit() }, inject(DestroyRef));
  }
}
