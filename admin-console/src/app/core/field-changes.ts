export { asText, fieldChanges, listedChanges, type FieldChange } from '@orbisvoice/shared-ui/core';
