import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { HEADERS } from '../deliveries.strings';

/** The headers of a message and what they are for; with their values where they are known. */
@Component({
  selector: 'ov-header-list',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <dl class="hook-headers">
      @for (header of headers; track header.name) {
        <div>
          <dt>
            <code>{{ header.name }}</code>
          </dt>
          <dd>
            {{ header.text }}
            @if (values()[header.name]; as value) {
              <code class="hook-value">{{ value }}</code>
            }
          </dd>
        </div>
      }
    </dl>
  `,
})
export class HeaderList {
  readonly values = input<Readonly<Record<string, string>>>({});
  protected readonly headers = HEADERS;
}
