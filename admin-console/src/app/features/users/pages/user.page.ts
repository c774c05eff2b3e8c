import { ChangeDetectionStrategy, Component, computed, effect, inject, input, signal } from '@angular/core';
import { ToastService } from '@orbisvoice/shared-ui/feedback';
import { OvBadge, OvCard } from '@orbisvoice/shared-ui/ui';
import { TENANT_STATUS_NAMES } from '../../../core/strings';
import { TENANT_TONES } from '../../../core/tones';
import { DetailPage } from '../../../ui/detail-page';
import { type FilterTab, FilterTabs } from '../../../ui/filter-tabs';
import { ReasonDialog } from '../../../ui/reason-dialog';
import { UserStore } from '../user.store';
import { DEEDS, USER, USERS } from '../users.strings';
import { UserAccess } from '../ui/user-access';
import { UserActivity } from '../ui/user-activity';
import { UserFacts } from '../ui/user-facts';
import { UserSessions } from '../ui/user-sessions';
import { UserWayIn } from '../ui/user-way-in';

type Deed = keyof typeof DEEDS;

/** One person: who they are, where they are signed in, what they did, whether they are staff; and how staff help them in. */
@Component({
  selector: 'oc-user-page',
  imports: [DetailPage, FilterTabs, OvBadge, OvCard, ReasonDialog, UserAccess, UserActivity, UserFacts, UserSessions, UserWayIn],
  providers: [UserStore],
  templateUrl: './user.page.html',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class UserPage {
  /** From the address. */
  readonly id = input.required<string>();

  protected readonly words = USER;
  protected readonly list = USERS;
  protected readonly statuses = TENANT_STATUS_NAMES;
  protected readonly tones = TENANT_TONES;
  protected readonly store = inject(UserStore);
  protected readonly read = this.store.user;
  private readonly toasts = inject(ToastService);
  /** The deed whose dialog is open; of one session, its id beside it. */
  protected readonly asked = signal<{ readonly deed: Deed; readonly sessionId?: string } | null>(null);
  protected readonly question = computed(() => {
    const asked = this.asked();
    return asked && DEEDS[asked.deed];
  });
  protected readonly heading = computed(() => this.read.value()?.name ?? USER.loading);
  protected readonly tabs = computed<readonly FilterTab[]>(() => {
    const user = this.read.value();
    return [
      { value: '', label: USER.tabs.profile, count: null },
      { value: 'sessions', label: USER.tabs.sessions, count: user?.sessions.length },
      { value: 'activity', label: USER.tabs.activity, count: null },
      { value: 'access', label: USER.tabs.access, count: null, isAlarm: (user?.staffChange ?? null) !== null },
    ];
  });

  constructor() {
    effect(() => this.store.id.set(this.id()));
  }

  protected readonly act = async (reason: string): Promise<void> => {
    const asked = this.asked();
    if (!asked) return;
    const { deed, sessionId } = asked;
    if (deed === 'reset') await this.store.sendReset(reason);
    else if (deed === 'verification') await this.store.sendVerification(reason);
    else if (deed === 'unlock') await this.store.unlock(reason);
    else await this.store.endSessions(reason, sessionId);
    this.toasts.show({ text: DEEDS[deed].done });
  };
}
