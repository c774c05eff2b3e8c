import { computed, inject, Injectable, linkedSignal, signal } from '@angular/core';
import { JOB_STATES, QUEUE_NAMES } from '@orbisvoice/shared-dto/values';
import { oneOf, urlState } from '@orbisvoice/shared-ui/core';
import { keepLast } from '../../core/keep-last';
import { pollWhile } from '../../core/poll-while';
import { type JobQuery, QueuesApi } from './queues.api';

const PAGE_SIZE = 50;
const SLOWNESS = 4;
const LONGEST = { name: 100, error: 200 };
const SHOWN_STATES = [...JOB_STATES, 'discarded'] as const;

/** The jobs of a queue by what the address says, and which of them are ticked. */
@Injectable()
export class JobsStore {
  private readonly api = inject(QueuesApi);
  /** From the address. */
  readonly queueName = signal('');
  readonly queue = computed(() => oneOf(this.queueName(), QUEUE_NAMES));
  readonly filter = urlState({ state: 'failed', name: '', error: '', page: 1 });
  readonly state = computed(() => oneOf(this.filter.value().state, SHOWN_STATES) ?? 'failed');
  readonly isFiltered = computed(() => this.state() === 'failed' && (this.filter.value().name !== '' || this.filter.value().error !== ''));

  private readonly query = computed<JobQuery | undefined>(() => {
    const [queue, state] = [this.queue(), this.state()];
    if (!queue || state === 'discarded') return undefined;
    return { queue, state, page: this.filter.value().page, pageSize: PAGE_SIZE, ...(state === 'failed' && this.matching()) };
  });
  private readonly discardedQuery = computed(() => {
    const queue = this.queue();
    return queue && this.state() === 'discarded' ? { queue, page: this.filter.value().page, pageSize: PAGE_SIZE } : undefined;
  });
  readonly list = keepLast(this.api.jobs(this.query), this.query);
  readonly discarded = keepLast(this.api.discarded(this.discardedQuery), this.discardedQuery);
  /** The figures of the tabs. */
  readonly board = keepLast(this.api.board(), signal('board'));
  readonly figures = computed(() => this.board.value()?.queues.find(({ name }) => name === this.queue()));

  private readonly ids = computed(() => this.list.value()?.items.map(({ id }) => id) ?? []);
  private readonly ticked = linkedSignal<unknown, ReadonlySet<string>>({ source: this.query, computation: () => new Set<string>() });
  /** Only what is in view: nothing is ever acted upon that nobody sees. */
  readonly selected = computed(() => this.ids().filter((id) => this.ticked().has(id)));
  readonly areAllSelected = computed(() => this.ids().length > 0 && this.selected().length === this.ids().length);

  constructor() {
    pollWhile(
      this.list,
      computed(() => this.query() !== undefined),
      SLOWNESS,
    );
    pollWhile(this.board, signal(true), SLOWNESS);
  }

  /** The filter as the API takes it. */
  matching(): { readonly name?: string; readonly error?: string } {
    const { name, error } = this.filter.value();
    const [wanted, part] = [name.trim().slice(0, LONGEST.name), error.trim().slice(0, LONGEST.error)];
    return { ...(wanted && { name: wanted }), ...(part && { error: part }) };
  }

  toggle(id: string): void {
    const ids = new Set(this.ticked());
    if (!ids.delete(id)) ids.add(id);
    this.ticked.set(ids);
  }

  toggleAll(): void {
    this.ticked.set(new Set(this.areAllSelected() ? [] : this.ids()));
  }

  async retry(id: string): Promise<void> {
    try {
      await this.api.retry(this.queueName(), id);
    } finally {
      this.reload();
    }
  }

  async discard(id: string, reason: string): Promise<string> {
    const keptAs = await this.api.discard(this.queueName(), id, reason);
    this.reload();
    return keptAs;
  }

  async restore(keptAs: string): Promise<void> {
    await this.api.restore(this.queueName(), keptAs);
    this.reload();
  }

  reload(): void {
    this.board.reload();
    (this.state() === 'discarded' ? this.discarded : this.list).reload();
  }
}
