/** Where exports are kept: whatever else is in the same bucket is somebody else's. */
export const EXPORT_FOLDER = 'exports';

const ID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const KEY = new RegExp(`^${EXPORT_FOLDER}/${ID}/${ID}-${ID}$`);

/** The file of one run: each run of an export has its own. */
export const storageKeyOf = (tenantId: string, exportId: string, fileId: string): string =>
  `${EXPORT_FOLDER}/${tenantId}/${exportId}-${fileId}`;

/** Whether a file is one that we wrote, by its name. */
export const isStorageKey = (key: string): boolean => KEY.test(key);
