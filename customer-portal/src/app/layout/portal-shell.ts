import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { Router, RouterLink, RouterOutlet } from '@angular/router';
import { IMPERSONATION_PATH, SessionStore, ShortcutService } from '@orbisvoice/shared-ui/core';
import { OvConfirm, OvToasts } from '@orbisvoice/shared-ui/feedback';
import { OvShell, OvShortcutHelp, OvThemePicker, type NavGroup } from '@orbisvoice/shared-ui/layout';
import { OvIcon, OvMenu } from '@orbisvoice/shared-ui/ui';
import { S } from '../strings';
import { ImpersonationBanner } from './impersonation-banner';
import { SuspensionNotice } from './suspension-notice';
import { UnreachableNotice } from './unreachable-notice';

const GROUPS: readonly NavGroup[] = [
  {
    items: [
      { label: S.nav.dashboard, icon: 'dashboard', link: '/', isExact: true, permission: 'stats.read' },
      { label: S.nav.agents, icon: 'agent', link: '/agents', permission: 'agents.read' },
      { label: S.nav.conversations, icon: 'conversations', link: '/conversations', permission: 'conversations.read' },
      { label: S.nav.analytics, icon: 'analytics', link: '/analytics', permission: 'stats.read' },
      { label: S.nav.exports, icon: 'download', link: '/exports', permission: 'exports.read' },
    ],
  },
  {
    label: S.nav.workspace,
    items: [
      { label: S.nav.billing, icon: 'billing', link: '/billing', permission: 'billing.read' },
      { label: S.nav.team, icon: 'team', link: '/team', permission: 'team.read' },
      { label: S.nav.apiKeys, icon: 'key', link: '/api-keys', permission: 'api_keys.read' },
      { label: S.nav.webhooks, icon: 'webhook', link: '/webhooks', permission: 'webhooks.read' },
      { label: S.nav.audit, icon: 'audit', link: '/audit', permission: 'audit.read' },
      { label: S.nav.referrals, icon: 'gift', link: '/referrals', permission: 'referrals.read' },
    ],
  },
];

/** The frame of every signed-in page. */
@Component({
  selector: 'ov-portal-shell',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    ImpersonationBanner,
    OvConfirm,
    OvIcon,
    OvMenu,
    OvShell,
    OvShortcutHelp,
    OvThemePicker,
    OvToasts,
    RouterLink,
    RouterOutlet,
    SuspensionNotice,
    UnreachableNotice,
  ],
  template: `
    <ov-shell [groups]="groups">
      <div ovShellFoot>
        @if (session.me(); as me) {
          <ov-menu side="top" buttonClass="ov-account-button" [label]="s.shell.accountMenu">
            <ng-container ovMenuButton>
              <ov-icon name="user" />
              <span class="ov-account-text"
                ><b>{{ me.name }}</b
                ><span>{{ me.tenant.name }}</span></span
              >
              <ov-icon name="expand" />
            </ng-container>
            <a routerLink="/account"><ov-icon name="user" />{{ s.nav.account }}</a>
            <a href="/api/docs"><ov-icon name="code" />{{ s.shell.apiDocs }}</a>
            <button type="button" (click)="shortcuts.isHelpOpen.set(true)"><ov-icon name="keyboard" />{{ s.shell.shortcuts }}</button>
            <hr />
            <ov-theme-picker />
            <hr />
            <button type="button" (click)="logOut()"><ov-icon name="logout" />{{ s.shell.logOut }}</button>
          </ov-menu>
        }
      </div>
      <ov-impersonation-banner />
      <ov-suspension-notice />
      <ov-unreachable-notice />
      <router-outlet />
    </ov-shell>
    <ov-toasts />
    <ov-confirm />
    <ov-shortcut-help />
  `,
})
export default class PortalShell {
  protected readonly session = inject(SessionStore);
  protected readonly shortcuts = inject(ShortcutService);
  protected readonly groups = GROUPS;
  protected readonly s = S;
  private readonly router = inject(Router);

  constructor() {
    const go = (keys: string, label: string, path: string) => ({ keys, label, run: () => void this.router.navigateByUrl(path) });
    this.shortcuts.use([
      go('g d', S.shell.goTo(S.nav.dashboard), '/'),
      go('g a', S.shell.goTo(S.nav.agents), '/agents'),
      go('g c', S.shell.goTo(S.nav.conversations), '/conversations'),
      go('g n', S.shell.goTo(S.nav.analytics), '/analytics'),
      ...(this.session.can('exports.read') ? [go('g x', S.shell.goTo(S.nav.exports), '/exports')] : []),
      go('g b', S.shell.goTo(S.nav.billing), '/billing'),
      go('g t', S.shell.goTo(S.nav.team), '/team'),
      ...(this.session.can('agents.manage') ? [go('n a', S.shell.newAgent, '/agents/new')] : []),
    ]);
  }

  protected async logOut(): Promise<void> {
    if (this.session.impersonation()) {
      await this.session.endImpersonation();
      await this.router.navigate([IMPERSONATION_PATH], { queryParams: { over: 1 } });
      return;
    }
    const isDone = await this.session.logOut();
    await this.router.navigate(['/log-in'], { queryParams: isDone ? {} : { unreachable: 1 } });
  }
}
