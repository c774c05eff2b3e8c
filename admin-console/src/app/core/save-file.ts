export { saveFile } from '@orbisvoice/shared-ui/core';
