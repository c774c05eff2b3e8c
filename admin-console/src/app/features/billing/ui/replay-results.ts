import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { ReplayResult } from '@orbisvoice/shared-dto';
import { OvBadge } from '@orbisvoice/shared-ui/ui';
import { listedChanges } from '../../../core/field-changes';
import { FieldDiff } from '../../../ui/field-diff';
import { OUTCOME_NAMES, OUTCOME_TONES, REPLAY } from '../replay.strings';

/** What needs a person comes first. */
const ORDER: readonly ReplayResult['outcome'][] = ['failed', 'not_found', 'would_change', 'applied', 'unchanged', 'ignored'];

/** The outcome of each event in words, failures first, with what changes. */
@Component({
  selector: 'oc-replay-results',
  imports: [FieldDiff, OvBadge, RouterLink],
  template: `
    @if (results().length > 1) {
      <p class="ov-row ov-small">
        @for (part of summary(); track part.outcome) {
          <ov-badge [tone]="tones[part.outcome]">{{ words.summary(names[part.outcome], part.count) }}</ov-badge>
        }
      </p>
    }
    <ul class="oc-results" role="list" [attr.aria-label]="words.caption">
      @for (row of rows(); track row.id) {
        <li>
          <div class="oc-result-head">
            <ov-badge [tone]="tones[row.outcome]">{{ names[row.outcome] }}</ov-badge>
            <a class="ov-mono" [routerLink]="['/billing/events', row.id]">{{ row.id }}</a>
            @if (row.changes.length > 0) {
              <span class="ov-muted ov-small">{{ words.fields(row.changes.length) }}</span>
            }
          </div>
          @if (row.detail) {
            <p class="ov-small">{{ row.detail }}</p>
          }
          @if (row.changes.length > 0) {
            <details [open]="results().length === 1">
              <summary class="ov-small">{{ words.differences(row.id) }}</summary>
              <oc-field-diff [changes]="row.changes" [label]="words.differences(row.id)" />
            </details>
          }
        </li>
      }
    </ul>
  `,
  host: { class: 'oc-replay' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ReplayResults {
  readonly results = input.required<readonly ReplayResult[]>();

  protected readonly words = REPLAY;
  protected readonly names = OUTCOME_NAMES;
  protected readonly tones = OUTCOME_TONES;
  protected readonly rows = computed(() =>
    this.results()
      .map((result) => ({ ...result, changes: listedChanges(result.differences) }))
      .sort((a, b) => ORDER.indexOf(a.outcome) - ORDER.indexOf(b.outcome)),
  );
  protected readonly summary = computed(() =>
    ORDER.map((outcome) => ({ outcome, count: this.results().filter((result) => result.outcome === outcome).length })).filter(
      ({ count }) => count > 0,
    ),
  );
}
