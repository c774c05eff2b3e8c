import { ChangeDetectionStrategy, Component, input, output, signal } from '@angular/core';
import { OvButton, OvCopyButton, OvIcon } from '@orbisvoice/shared-ui/ui';
import { VIEWER } from '../mail.strings';
import { type Choice, ChoiceRow } from './choice';
import { MailFrame, type Scheme } from './mail-frame';

/** What a viewer shows: a copy of a mail, or a template with its sample. */
export interface ViewedMail {
  readonly subject: string;
  readonly text: string;
  readonly pageUrl: string;
}

const PARTS: readonly Choice<'html' | 'text'>[] = [
  { value: 'html', label: VIEWER.html },
  { value: 'text', label: VIEWER.text },
];
const SCHEMES: readonly Choice<Scheme>[] = [
  { value: 'light', label: VIEWER.light, icon: 'sun' },
  { value: 'dark', label: VIEWER.dark, icon: 'moon' },
];
const WIDTHS: readonly Choice<'desktop' | 'phone'>[] = [
  { value: 'desktop', label: VIEWER.desktop, icon: 'desktop' },
  { value: 'phone', label: VIEWER.phone, icon: 'mobile' },
];

/** A mail as its reader sees it: by day and by night, at the desk and on the phone, and as plain text. */
@Component({
  selector: 'oc-mail-viewer',
  imports: [ChoiceRow, MailFrame, OvButton, OvCopyButton, OvIcon],
  template: `
    <div class="oc-viewer-bar">
      <oc-choice [label]="words.parts" [choices]="parts" [(value)]="part" />
      @if (part() === 'html') {
        <oc-choice [label]="words.scheme" [choices]="schemes" [(value)]="scheme" />
        <oc-choice [label]="words.width" [choices]="widths" [(value)]="width" />
        <button ov-button type="button" size="s" (click)="again.emit()"><ov-icon name="retry" />{{ words.again }}</button>
      } @else {
        <ov-copy-button [text]="mail().text" [what]="words.source" />
      }
    </div>
    @if (part() === 'html') {
      <div class="oc-viewer-desk" [attr.data-width]="width()" [attr.data-scheme]="scheme()">
        <oc-mail-frame [pageUrl]="mail().pageUrl" [label]="words.frame(mail().subject)" [scheme]="scheme()" />
      </div>
    } @else {
      <pre class="oc-viewer-text ov-mono" tabindex="0" role="region" [attr.aria-label]="words.source">{{ mail().text }}</pre>
    }
  `,
  host: { class: 'oc-viewer' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class MailViewer {
  readonly mail = input.required<ViewedMail>();
  /** The frame's address is good for minutes: asks for a new one. */
  readonly again = output<void>();

  protected readonly words = VIEWER;
  protected readonly parts = PARTS;
  protected readonly schemes = SCHEMES;
  protected readonly widths = WIDTHS;
  protected readonly part = signal<'html' | 'text'>('html');
  protected readonly scheme = signal<Scheme>('light');
  protected readonly width = signal<'desktop' | 'phone'>('desktop');
}
