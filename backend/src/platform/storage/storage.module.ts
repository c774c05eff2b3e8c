import { Global, Module } from '@nestjs/common';
import { Config } from '../config/config.js';
import { BucketStorage } from './bucket-storage.js';
import { FileStorage } from './file-storage.js';
import { FolderStorage } from './folder-storage.js';
import { StorageIntegration } from './storage-integration.js';

/** Where files are kept, in every process: the bucket of the configuration, or a folder. */
@Global()
@Module({
  providers: [
    {
      provide: FileStorage,
      inject: [Config],
      useFactory: ({ files }: Config): FileStorage => (files.bucket ? new BucketStorage(files.bucket) : new FolderStorage(files.exportDir)),
    },
    StorageIntegration,
  ],
  exports: [FileStorage],
})
export class StorageModule {}
