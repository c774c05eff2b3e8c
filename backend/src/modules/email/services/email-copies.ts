import { Injectable } from '@nestjs/common';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import type { TemplateName } from '../persistence/email-message.js';
import { TemplateRenderer, type RenderedEmail } from './template-renderer.js';

@Injectable()
export class EmailCopies {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly renderer: TemplateRenderer,
  ) {}

  async of(tenantId: TenantId, id: string): Promise<RenderedEmail | null> {
    const rows = await this.unitOfWork.run(tenantId, (manager) =>
      manager.query<{ template: TemplateName; data: object }[]>(
        'select template, data from email_messages where tenant_id = $1 and id = $2',
        [tenantId, id],
      ),
    );
    const [row] = rows;
    return row ? this.renderer.render(row.template, { ...row.data, url: 'https://masked.invalid/' }) : null;
  }
}
