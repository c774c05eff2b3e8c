import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { AdminEmailDetail } from '@orbisvoice/shared-dto';
import { formatNumber } from '@orbisvoice/shared-ui/format';
import { OvBadge, OvCopyButton } from '@orbisvoice/shared-ui/ui';
import { UtcTime } from '../../../ui/utc-time';
import { CATEGORY_NAMES, EMAIL_STATUS_NAMES, EMAIL_STATUS_TONES, templateTitle, TRANSPORT_NAMES } from '../emails.strings';
import { MAIL } from '../mail.strings';
import { isOnItsWay } from '../on-its-way';

/** What is known of one mail, with the ways to its tenant, its template, and what was sent again. */
@Component({
  selector: 'oc-mail-facts',
  imports: [OvBadge, OvCopyButton, RouterLink, UtcTime],
  templateUrl: './mail-facts.html',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class MailFacts {
  readonly mail = input.required<AdminEmailDetail>();

  protected readonly words = MAIL;
  protected readonly number = formatNumber;
  protected readonly isOnItsWay = isOnItsWay;
  protected readonly title = templateTitle;
  protected readonly categories = CATEGORY_NAMES;
  protected readonly transports = TRANSPORT_NAMES;
  protected readonly names = EMAIL_STATUS_NAMES;
  protected readonly tones = EMAIL_STATUS_TONES;
}
