import { Injectable, computed, inject, signal } from '@angular/core';
import type { CreateExport } from '@orbisvoice/shared-dto';
import { ApiProblem, SessionStore } from '@orbisvoice/shared-ui/core';
import { ToastService } from '@orbisvoice/shared-ui/feedback';
import { daysOrInstants } from '../../core/day-range';
import { ConversationsApi } from './conversations.api';
import { ConversationsStore } from './conversations.store';
import { S } from './conversations.strings';

const yes = (word: 'true' | 'false' | undefined): boolean | undefined => (word === undefined ? undefined : word === 'true');

/** Takes the list along as it is: a file by the same filters, written behind the scenes. */
@Injectable()
export class ConversationsExport {
  private readonly api = inject(ConversationsApi);
  private readonly store = inject(ConversationsStore);
  private readonly session = inject(SessionStore);
  private readonly toasts = inject(ToastService);
  /** Not while acting for somebody: the server refuses it to staff. */
  readonly canWrite = computed(() => this.session.can('exports.write') && !this.session.impersonation());
  private readonly starting = signal(false);
  readonly isStarting = this.starting.asReadonly();

  async start(): Promise<void> {
    this.starting.set(true);
    try {
      await this.api.createExport({ dataset: 'conversations', format: 'csv', hasByteOrderMark: false, filters: this.filters() });
      this.toasts.show({ text: S.exports.started, link: { label: S.exports.open, path: '/exports' } });
    } catch (error) {
      this.toasts.show({ text: S.exports.failed(ApiProblem.from(error).sentence), tone: 'danger' });
    } finally {
      this.starting.set(false);
    }
  }

  private filters(): CreateExport['filters'] {
    const { from, to } = this.store.url.value();
    const { agentId, isCounted, isEnded, hasFirstResponse, oncePerVisitor, weekday, hour, ...words } = this.store.filters();
    const timeZone = this.store.otherZone();
    const all = {
      ...words,
      agentId: agentId || undefined,
      ...daysOrInstants(from, to),
      timeZone: timeZone ?? undefined,
      isCounted: yes(isCounted),
      isEnded: yes(isEnded),
      hasFirstResponse: yes(hasFirstResponse),
      oncePerVisitor: yes(oncePerVisitor),
      weekday: weekday === undefined ? undefined : Number(weekday),
      hour: hour === undefined ? undefined : Number(hour),
    };
    return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
  }
}
