import { ChangeDetectionStrategy, Component, input } from '@angular/core';

/** The mark: an orbit with its body, and a waveform inside. */
@Component({
  selector: 'ov-logo',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <svg viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <path class="ov-logo-orbit" d="M25.2 8.1A12 12 0 1 0 28 16" />
      <circle class="ov-logo-dot" cx="26.3" cy="9.4" r="2.6" />
      <path class="ov-logo-wave" d="M9 14.5v3M12.5 12v8M16 9.5v13M19.5 12.5v7M23 14.5v3" />
    </svg>
    @if (name(); as text) {
      <span>{{ text }}</span>
    }
  `,
})
export class OvLogo {
  readonly name = input<string>('OrbisVoice');
}
