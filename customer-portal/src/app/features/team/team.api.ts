import { Injectable, inject } from '@angular/core';
import type { Invitation, InviteMember, Member, UpdateMember } from '@orbisvoice/shared-dto';
import { ApiClient, type ApiRequest } from '@orbisvoice/shared-ui/core';

/** The only place that knows the addresses of the team. */
@Injectable({ providedIn: 'root' })
export class TeamApi {
  private readonly api = inject(ApiClient);

  members = (page: number): ApiRequest => ({ path: 'team/members', query: { page } });
  invitations = (): ApiRequest => ({ path: 'team/invitations' });
  update = (id: string, body: UpdateMember): Promise<Member> => this.api.patch(`team/members/${encodeURIComponent(id)}`, body);
  remove = (id: string): Promise<void> => this.api.delete(`team/members/${encodeURIComponent(id)}`);
  invite = (body: InviteMember): Promise<Invitation> => this.api.post('team/invitations', body);
  withdraw = (id: string): Promise<void> => this.api.delete(`team/invitations/${encodeURIComponent(id)}`);
}
