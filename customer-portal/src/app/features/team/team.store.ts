import { Injectable, inject } from '@angular/core';
import type { InvitationPage, InviteMember, Member, MemberPage } from '@orbisvoice/shared-dto';
import type { Role } from '@orbisvoice/shared-dto/values';
import { SessionStore, apiResource, urlState } from '@orbisvoice/shared-ui/core';
import { TeamApi } from './team.api';

/** Who is in the workspace, and who is invited. */
@Injectable()
export class TeamStore {
  private readonly api = inject(TeamApi);
  readonly canManage = inject(SessionStore).can('team.manage');

  readonly url = urlState({ page: 1 });
  readonly members = apiResource<MemberPage>(() => this.api.members(this.url.value().page));
  readonly invitations = apiResource<InvitationPage>(() => (this.canManage ? this.api.invitations() : undefined));

  async setRole(member: Member, role: Role): Promise<void> {
    const changed = await this.api.update(member.id, { role });
    const page = this.members.value();
    if (page) this.members.set({ ...page, items: page.items.map((item) => (item.id === changed.id ? changed : item)) });
  }

  async remove(member: Member): Promise<void> {
    await this.api.remove(member.id);
    this.members.reload();
  }

  async invite(body: InviteMember): Promise<void> {
    await this.api.invite(body);
    this.invitations.reload();
  }

  async withdraw(id: string): Promise<void> {
    await this.api.withdraw(id);
    this.invitations.reload();
  }
}
