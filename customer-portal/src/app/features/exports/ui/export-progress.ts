import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { Export } from '@orbisvoice/shared-dto';
import { S } from '../exports.strings';
import { progressShare, progressWords } from '../export-words';

const PERCENT = 100;

/** How far an export is: in words, and as a bar once it is known of how much. */
@Component({
  selector: 'ov-export-progress',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <progress class="export-bar" max="100" [attr.value]="percent()" [attr.aria-label]="label()" [attr.aria-valuetext]="words()"></progress>
    <span class="ov-small ov-muted">{{ words() }}</span>
  `,
})
export class ExportProgress {
  readonly of = input.required<Export>();
  protected readonly words = computed(() => progressWords(this.of()));
  protected readonly label = computed(() => S.progress.label(this.of().fileName));
  /** Without a value the bar only says that something goes on. */
  protected readonly percent = computed(() => {
    const share = this.of().status === 'running' ? progressShare(this.of()) : null;
    return share === null ? null : Math.floor(share * PERCENT);
  });
}
