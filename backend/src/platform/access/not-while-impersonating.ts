import { type CustomDecorator, SetMetadata } from '@nestjs/common';
import { NOT_WHILE_IMPERSONATING } from './access.metadata.js';

/** Refuses the route to staff who act as somebody else: payment, keys, passwords, second factors, another impersonation. */
export const NotWhileImpersonating = (): CustomDecorator<symbol> => SetMetadata(NOT_WHILE_IMPERSONATING, true);
