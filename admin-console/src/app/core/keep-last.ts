/** Both apps keep what they read last; the console's pages take it from here. */
export { keepLast, type KeptResource, type Staleness } from '@orbisvoice/shared-ui/core';
