import { booleanAttribute, ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import type { FieldError } from '@orbisvoice/shared-dto';
import { ANALYTICS_INTERVALS, COUNTED_CHANNELS } from '@orbisvoice/shared-dto/values';
import { OvField, OvInput } from '@orbisvoice/shared-ui/forms';
import { OvClearFilters } from '@orbisvoice/shared-ui/data';
import { OvSwitch, type Option } from '@orbisvoice/shared-ui/ui';
import { agentOptions } from '../../../core/agent-options';
import { CHANNEL_LABELS } from '../../../core/conversation-labels';
import { RANGE_LABELS, RANGE_PRESETS } from '../../../core/range-presets';
import { INTERVAL_LABELS, S } from '../analytics.strings';
import { longestRange } from '../report-range';
import { CUSTOM_RANGE, ReportQueryStore } from '../report-query.store';

/** What the report covers, and what narrows it; every choice is in the address. What the API does not take is said at its field. */
@Component({
  selector: 'ov-range-bar',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [OvClearFilters, OvField, OvInput, OvSwitch],
  templateUrl: './range-bar.html',
})
export class RangeBar {
  readonly refused = input<readonly FieldError[]>([]);
  readonly hasAgent = input(false, { transform: booleanAttribute });
  readonly hasChannel = input(false, { transform: booleanAttribute });
  readonly hasInterval = input(false, { transform: booleanAttribute });

  protected readonly query = inject(ReportQueryStore);
  protected readonly s = S.bar;
  protected readonly custom = CUSTOM_RANGE;
  protected readonly isCustom = computed(() => this.query.range() === CUSTOM_RANGE);
  protected readonly ranges: readonly Option[] = [
    ...RANGE_PRESETS.map((value) => ({ value, label: RANGE_LABELS[value] })),
    { value: CUSTOM_RANGE, label: S.bar.custom },
  ];
  protected readonly channels: readonly Option[] = [
    { value: '', label: S.bar.allChannels },
    ...COUNTED_CHANNELS.map((value) => ({ value, label: CHANNEL_LABELS[value] })),
  ];
  protected readonly intervals = computed(() => [
    { value: '', label: S.bar.automatic(INTERVAL_LABELS[this.query.fitting()]), isTooFine: false },
    ...ANALYTICS_INTERVALS.map((value) => {
      const isTooFine = this.query.tooFine().includes(value);
      const label = INTERVAL_LABELS[value];
      return { value, label: isTooFine ? S.bar.tooFine(label, longestRange(value)) : label, isTooFine };
    }),
  ]);
  protected readonly agents = computed(() => agentOptions(S.bar.allAgents, this.query.url.value().agentId, this.query.agents.value()));
  protected readonly zones = computed<Option[]>(() => {
    const [workspace, browser] = [this.query.workspaceZone(), this.query.browserZone];
    const offered = [{ value: '', label: S.bar.workspaceZone(workspace) }];
    if (browser !== workspace) offered.push({ value: browser, label: S.bar.browserZone(browser) });
    return withChosen(offered, this.query.url.value().timeZone);
  });
  /** What the API said of a field; a field that the page does not show is named with its words. */
  protected readonly errorOf = computed(() => {
    const refused = this.refused();
    return (field: string): string | null => refused.find(({ path }) => path === field)?.message ?? null;
  });
}

/** What the address asks for is among the choices even where it is not offered, so that the field shows it. */
function withChosen(options: readonly Option[], chosen: string): Option[] {
  return options.some(({ value }) => value === chosen) ? [...options] : [...options, { value: chosen, label: chosen }];
}
