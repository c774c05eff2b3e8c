import { applyDecorators, type CustomDecorator, SetMetadata } from '@nestjs/common';
import { NOT_WHILE_IMPERSONATING, WHILE_IMPERSONATING } from './access.metadata.js';

/** Refuses the route to staff who act as somebody else: payment, keys, people, passwords, second factors, deletion, another impersonation. */
export const NotWhileImpersonating = (): CustomDecorator<symbol> => SetMetadata(NOT_WHILE_IMPERSONATING, true);

/** Opens a route that changes something to a read-only impersonation: ending it. */
export const WhileImpersonating = (): MethodDecorator => applyDecorators(SetMetadata(WHILE_IMPERSONATING, true));
