/** Both apps look again at what runs; the console's pages take it from here. */
export { POLL_MS, pollWhile } from '@orbisvoice/shared-ui/core';
