import { ChangeDetectionStrategy, Component, computed, inject, input, linkedSignal, output, signal, viewChild } from '@angular/core';
import type { CreateReportSchedule, MemberPage, ReportSchedule } from '@orbisvoice/shared-dto';
import { REPORT_FREQUENCIES, type ReportFrequency } from '@orbisvoice/shared-dto/values';
import { SessionStore, apiResource } from '@orbisvoice/shared-ui/core';
import { OvDialog } from '@orbisvoice/shared-ui/feedback';
import { FormState, OvControl, OvField, OvForm, OvFormProblem } from '@orbisvoice/shared-ui/forms';
import { OvButton } from '@orbisvoice/shared-ui/ui';
import { scheduleInWords, zoneChoices } from '../schedule-words';
import { SchedulesApi } from '../schedules.api';
import { SchedulesStore } from '../schedules.store';
import { D, FREQUENCY_LABELS } from '../schedules.strings';
import { RecipientsInput } from './recipients-input';

interface Draft {
  name: string;
  frequency: ReportFrequency;
  timeZone: string;
  hour: string;
  recipients: readonly string[];
}

const MORNING = 7;
const HOURS_OF_DAY = 24;

/** When a report comes, and to whom. */
@Component({
  selector: 'ov-schedule-dialog',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [OvButton, OvControl, OvDialog, OvField, OvForm, OvFormProblem, RecipientsInput],
  templateUrl: './schedule-dialog.html',
})
export class ScheduleDialog {
  /** The one to change; a new one otherwise. */
  readonly schedule = input<ReportSchedule | null>(null);
  readonly closed = output<void>();
  readonly saved = output<ReportSchedule>();

  protected readonly s = D;
  protected readonly labels = FREQUENCY_LABELS;
  protected readonly frequencies = REPORT_FREQUENCIES;
  protected readonly hours = Array.from({ length: HOURS_OF_DAY }, (_, hour) => ({ value: String(hour), label: D.hourText(hour) }));
  private readonly store = inject(SchedulesStore);
  private readonly session = inject(SessionStore);
  private readonly api = inject(SchedulesApi);
  private readonly input = viewChild.required(RecipientsInput);
  /** The list that the server was asked about: its errors name places in it. */
  private readonly sent = signal<readonly string[]>([]);

  protected readonly form = linkedSignal(() => new FormState<Draft>(this.draftOf(this.schedule())));
  protected readonly draft = computed(() => this.form().value());
  /** By the zone the schedule has, not by the one that is being chosen: the list must not change under the arrow keys. */
  protected readonly zones = computed(() => {
    const workspace = this.session.timeZone();
    return zoneChoices([workspace, this.schedule()?.timeZone ?? workspace, browserZone()]);
  });
  protected readonly words = computed(() => scheduleInWords({ ...this.draft(), hour: Number(this.draft().hour) }));
  private readonly members = apiResource<MemberPage>(() => this.api.people());
  protected readonly people = computed(() => (this.members.value()?.items ?? []).map(({ email }) => email));

  /** Addresses the server has refused, by their place in the list. */
  protected readonly wrong = computed(() => refusedOf(this.form().fieldErrors(), this.sent()).map(({ email }) => email));

  protected setRecipients(recipients: readonly string[]): void {
    this.form().write('recipients', recipients);
  }

  protected async send(): Promise<void> {
    const form = this.form();
    // what was typed last may not be a chip yet
    if (!this.input().insist()) return;
    if (this.draft().recipients.length === 0) return form.setErrors({ recipients: D.noRecipients });
    this.sent.set(this.draft().recipients);
    const done = await form.submit((draft) => this.save(draft));
    if (done) this.saved.emit(done.answer);
    else form.setErrors(withListError(form.fieldErrors(), this.sent()));
  }

  private save({ hour, recipients, ...rest }: Draft): Promise<ReportSchedule> {
    const body: CreateReportSchedule = { ...rest, hour: Number(hour), recipients: [...recipients] };
    const existing = this.schedule();
    return existing ? this.store.update(existing.id, body) : this.store.create(body);
  }

  private draftOf(schedule: ReportSchedule | null): Draft {
    return {
      name: schedule?.name ?? '',
      frequency: schedule?.frequency ?? 'monthly',
      timeZone: schedule?.timeZone ?? this.session.timeZone(),
      hour: String(schedule?.hour ?? MORNING),
      recipients: schedule?.recipients.map(({ email }) => email) ?? [this.session.me()?.email ?? ''].filter(Boolean),
    };
  }
}

const browserZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone;

interface Refused {
  readonly email: string;
  readonly text: string;
}

/** The addresses that errors at places of the list are about. */
function refusedOf(errors: Readonly<Record<string, string>>, sent: readonly string[]): Refused[] {
  return Object.entries(errors).flatMap(([path, text]) => {
    const place = /^recipients\.(\d+)$/.exec(path)?.[1];
    const email = place === undefined ? undefined : sent[Number(place)];
    return email === undefined ? [] : [{ email, text }];
  });
}

/** What is wrong with single addresses, said at the list: with the address it is about. */
function withListError(errors: Readonly<Record<string, string>>, sent: readonly string[]): Record<string, string> {
  const about = refusedOf(errors, sent).map(({ email, text }) => D.refused(email, text.charAt(0).toLowerCase() + text.slice(1)));
  return about.length > 0 ? { ...errors, recipients: about.join(' ') } : { ...errors };
}
