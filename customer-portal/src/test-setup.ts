import '@orbisvoice/shared-ui/testing/dom-polyfills';
import { setupZonelessTestEnv } from 'jest-preset-angular/setup-env/zoneless';

setupZonelessTestEnv();
