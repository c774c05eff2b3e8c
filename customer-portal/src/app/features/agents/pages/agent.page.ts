import { ChangeDetectionStrategy, Component, computed, effect, inject, input, untracked } from '@angular/core';
import { Router } from '@angular/router';
import type { Agent } from '@orbisvoice/shared-dto';
import { ApiProblem, SessionStore, apiResource, type MayHaveUnsaved } from '@orbisvoice/shared-ui/core';
import { ConfirmService, OvAsync, OvReady, ToastService } from '@orbisvoice/shared-ui/feedback';
import { plural } from '@orbisvoice/shared-ui/format';
import { FormState } from '@orbisvoice/shared-ui/forms';
import { OvPageHeader } from '@orbisvoice/shared-ui/layout';
import { OvBadge, OvButton, OvCard, OvIcon } from '@orbisvoice/shared-ui/ui';
import { bodyOf, draftOf, emptyDraft } from '../agent-draft';
import { AgentsApi } from '../agents.api';
import { S } from '../agents.strings';
import { AgentForm } from '../ui/agent-form';
import { EmbedCard } from '../ui/embed-card';
import { WidgetPreview } from '../ui/widget-preview';

/** One agent, or a new one: form, live preview, embed code. */
@Component({
  selector: 'ov-agent-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [AgentForm, EmbedCard, OvAsync, OvBadge, OvButton, OvCard, OvIcon, OvPageHeader, OvReady, WidgetPreview],
  templateUrl: './agent.page.html',
})
export default class AgentPage implements MayHaveUnsaved {
  /** Of the address; none for a new agent. */
  readonly id = input<string>();

  protected readonly s = S;
  protected readonly state = new FormState(emptyDraft());
  protected readonly canManage = inject(SessionStore).can('agents.manage');
  private readonly api = inject(AgentsApi);
  private readonly router = inject(Router);
  private readonly toasts = inject(ToastService);
  private readonly confirm = inject(ConfirmService);
  private isLeaving = false;

  protected readonly agent = apiResource<Agent>(() => {
    const id = this.id();
    return id === undefined ? undefined : this.api.one(id);
  });
  protected readonly heading = computed(() => (this.id() ? (this.agent.value()?.name ?? S.heading) : S.newAgent));

  constructor() {
    effect(() => {
      const agent = this.agent.value();
      if (agent) untracked(() => this.state.reset(draftOf(agent)));
    });
  }

  hasUnsaved(): boolean {
    return this.state.isDirty() && !this.isLeaving;
  }

  protected async save(): Promise<void> {
    const id = this.id();
    const done = await this.state.submit((draft) => (id ? this.api.update(id, bodyOf(draft)) : this.api.create(bodyOf(draft))));
    if (!done) return;
    if (id) {
      this.agent.set(done.answer);
      this.toasts.show({ text: S.form.saved });
      return;
    }
    this.toasts.show({ text: S.form.created(done.answer.name) });
    await this.router.navigate(['/agents', done.answer.id], { replaceUrl: true });
  }

  protected async remove(agent: Agent): Promise<void> {
    const count = plural(agent.conversationCount, S.remove.conversation, S.remove.conversations);
    const isSure = await this.confirm.ask({
      heading: S.remove.heading(agent.name),
      text: S.remove.text,
      consequences: S.remove.consequences(count),
      confirmLabel: S.remove.confirm,
      typed: agent.name,
      isDangerous: true,
    });
    if (!isSure) return;
    try {
      await this.api.remove(agent.id);
      this.isLeaving = true;
      this.toasts.show({ text: S.remove.done(agent.name) });
      await this.router.navigateByUrl('/agents');
    } catch (error) {
      this.toasts.show({ text: ApiProblem.from(error).sentence, tone: 'danger' });
    }
  }
}
