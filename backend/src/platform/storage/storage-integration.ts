import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Integrations } from '../reports/integrations.js';
import { FileStorage } from './file-storage.js';

/** The storage of files among the integrations. */
@Injectable()
export class StorageIntegration implements OnModuleInit {
  constructor(
    private readonly integrations: Integrations,
    private readonly storage: FileStorage,
  ) {}

  onModuleInit(): void {
    this.integrations.add({ name: 'storage', kind: 'storage', probe: () => this.storage.probe() });
  }
}
