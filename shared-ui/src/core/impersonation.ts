import type { ImpersonatedSession } from '@orbisvoice/shared-dto';

/** Staff acting as the person this session belongs to. */
export type Impersonation = ImpersonatedSession['impersonation'] & { readonly expiresAt: string };

/** Where the portal opens an impersonation, and says that one is over. */
export const IMPERSONATION_PATH = '/impersonate';
