import { booleanAttribute, ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { AlertRule } from '@orbisvoice/shared-dto';
import { type Column, OvCell, OvTable } from '@orbisvoice/shared-ui/data';
import { OvBadge, OvButton } from '@orbisvoice/shared-ui/ui';
import { utcExact } from '../../../core/dates';
import { measure, RULE_WORDS, SEVERITY_NAMES, SEVERITY_TONES, span } from '../alerts.strings';
import { RULES } from '../rules.strings';

/** Rules of one kind; figures show where they stand now. */
@Component({
  selector: 'oc-rule-table',
  imports: [OvBadge, OvButton, OvCell, OvTable, RouterLink],
  template: `
    <ov-table class="oc-event-table" density="compact" [caption]="caption()" [columns]="columns()" [rows]="rows()">
      <ng-template ovCell="rule" [of]="rows()" let-row>
        {{ names[row.key].name }}<small class="oc-second">{{ names[row.key].text }}</small>
      </ng-template>
      <ng-template ovCell="now" [of]="rows()" let-row>{{ row.value === null ? '–' : measure(row.value, row.unit) }}</ng-template>
      <ng-template ovCell="limit" [of]="rows()" let-row>{{ measure(row.threshold, row.unit) }}</ng-template>
      <ng-template ovCell="window" [of]="rows()" let-row>{{ span(row.windowSeconds) }}</ng-template>
      <ng-template ovCell="severity" [of]="rows()" let-row>
        <ov-badge [tone]="tones[row.severity]">{{ severities[row.severity] }}</ov-badge>
      </ng-template>
      <ng-template ovCell="state" [of]="rows()" let-row>
        <span class="oc-badges">
          <ov-badge [tone]="row.isEnabled ? 'success' : 'neutral'">{{ row.isEnabled ? words.on : words.off }}</ov-badge>
          @if (row.needs; as need) {
            <ov-badge tone="warning">{{ words.needs[need].name }}</ov-badge>
          }
          @if (mutedUntil(row); as until) {
            <ov-badge tone="warning">{{ words.mutedUntil(until) }}</ov-badge>
          }
          @if (row.isChanged) {
            <ov-badge>{{ words.changed }}</ov-badge>
          }
        </span>
        @if (row.needs; as need) {
          <small class="oc-second">{{ words.needs[need].text }}</small>
        }
        @if (mutedUntil(row) && row.muteReason) {
          <small class="oc-second">{{ row.muteReason }}</small>
        }
        @if (row.unsettled > 0) {
          <small class="oc-second"
            ><a routerLink="/alerts" [queryParams]="{ rule: row.key }">{{ words.unsettled(row.unsettled) }}</a></small
          >
        }
      </ng-template>
      <ng-template ovCell="edit" [of]="rows()" let-row>
        <button ov-button type="button" size="s" [attr.aria-label]="words.editOf(names[row.key].name)" (click)="chosen.emit(row)">
          {{ words.edit }}
        </button>
      </ng-template>
    </ov-table>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class RuleTable {
  readonly rules = input.required<readonly AlertRule[]>();
  readonly caption = input.required<string>();
  readonly isFigures = input(false, { transform: booleanAttribute });
  readonly chosen = output<AlertRule>();

  protected readonly words = RULES;
  protected readonly names = RULE_WORDS;
  protected readonly severities = SEVERITY_NAMES;
  protected readonly tones = SEVERITY_TONES;
  protected readonly measure = measure;
  protected readonly span = span;
  protected readonly rows = computed(() => this.rules().map((rule) => ({ ...rule, id: rule.key })));
  protected readonly columns = computed<readonly Column[]>(() => [
    { key: 'rule', label: RULES.columns.rule },
    ...(this.isFigures() ? [{ key: 'now', label: RULES.columns.now }] : []),
    { key: 'limit', label: RULES.columns.limit },
    { key: 'window', label: this.isFigures() ? RULES.columns.holds : RULES.columns.window },
    { key: 'severity', label: RULES.columns.severity },
    { key: 'state', label: RULES.columns.state },
    { key: 'edit', label: RULES.edit, isLabelHidden: true },
  ]);

  protected readonly mutedUntil = ({ mutedUntil }: AlertRule): string | null => (mutedUntil === null ? null : utcExact(mutedUntil));
}
