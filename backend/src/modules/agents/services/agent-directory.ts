import { Injectable } from '@nestjs/common';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { Config } from '../../../platform/config/config.js';
import { embedTag, type EmbedTag } from '../domain/embed-code.js';
import { AllTenantsPublicKeyRepository, type PublicAgent } from '../persistence/all-tenants-public-key.repository.js';
import { AgentRepository } from '../persistence/agent.repository.js';

/** What other modules may know about an agent. */
export interface AgentSummary {
  readonly id: string;
  readonly name: string;
  readonly isActive: boolean;
}

/** The door for modules above: who an agent is, and how it is embedded. */
@Injectable()
export class AgentDirectory {
  constructor(
    private readonly agents: AgentRepository,
    private readonly keys: AllTenantsPublicKeyRepository,
    private readonly config: Config,
  ) {}

  /** A live agent of the tenant; null when there is none or it was deleted. */
  async find(tenantId: TenantId, id: string): Promise<AgentSummary | null> {
    const agent = await this.agents.byId(tenantId, id);
    return agent && { id: agent.id, name: agent.name, isActive: agent.isActive };
  }

  /** The live agent a website shows, whoever's it is; null for a key that is none. */
  byPublicKey(publicKey: string): Promise<PublicAgent | null> {
    return this.keys.agentOf(publicKey);
  }

  /** The embed tag of a public key. */
  embed(publicKey: string): EmbedTag {
    return embedTag(publicKey, this.config.http.publicUrl);
  }

  /** The embed tag of a live agent; null when there is none. */
  async embedOf(tenantId: TenantId, id: string): Promise<EmbedTag | null> {
    const agent = await this.agents.byId(tenantId, id);
    return agent && this.embed(agent.publicKey);
  }
}
