import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { ACTOR_KINDS, AUDIT_EXPORT_FORMATS, AUDIT_ACTIONS } from '@orbisvoice/shared-dto/values';
import { ACTION_NAMES } from '@orbisvoice/shared-ui/action-names';
import { OvClearFilters, OvKeysetPart, OvLeaveFocus } from '@orbisvoice/shared-ui/data';
import { OvAsync, OvNotice, OvReady } from '@orbisvoice/shared-ui/feedback';
import { OvPageHeader } from '@orbisvoice/shared-ui/layout';
import { OvButton, OvCard, OvIcon, OvSelect, OvSwitch, type Option } from '@orbisvoice/shared-ui/ui';
import { DayFilter } from '../../../core/day-filter';
import { AuditStore, ONLY } from '../audit.store';
import { ACTOR_LABELS, S } from '../audit.strings';
import { AuditRow } from '../ui/audit-row';

const ALL: Option = { value: '', label: S.filters.all };

/** The workspace's own part of the audit log, filtered by the address. */
@Component({
  selector: 'ov-audit-page',
  imports: [
    AuditRow,
    DayFilter,
    OvAsync,
    OvButton,
    OvCard,
    OvClearFilters,
    OvIcon,
    OvKeysetPart,
    OvLeaveFocus,
    OvNotice,
    OvPageHeader,
    OvReady,
    OvSelect,
    OvSwitch,
  ],
  providers: [AuditStore],
  templateUrl: './audit.page.html',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export default class AuditPage {
  protected readonly store = inject(AuditStore);
  protected readonly s = S;
  protected readonly only = ONLY;
  protected readonly formats = AUDIT_EXPORT_FORMATS.map((format) => ({
    format,
    label: format === 'csv' ? S.exportCsv : S.exportJsonl,
  }));
  protected readonly actions = [
    ALL,
    ...AUDIT_ACTIONS.map((value) => ({ value, label: ACTION_NAMES[value] })).sort((a, b) => a.label.localeCompare(b.label)),
  ];
  protected readonly actorKinds = [ALL, ...ACTOR_KINDS.map((value) => ({ value, label: ACTOR_LABELS[value] }))];
}
