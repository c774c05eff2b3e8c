import { bootstrapApplication } from '@angular/platform-browser';
import { applyRememberedTheme } from '@orbisvoice/shared-ui/start';
import { App } from './app/app';
import { appConfig } from './app/app.config';

applyRememberedTheme();
void bootstrapApplication(App, appConfig);
