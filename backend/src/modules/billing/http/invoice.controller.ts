import { Controller, Get, Param, Query } from '@nestjs/common';
import { InvoiceDetail, InvoiceLinks, InvoicePage, InvoiceQuery } from '@orbisvoice/shared-dto';
import type { Actor } from '../../../platform/access/actor.js';
import { CurrentActor } from '../../../platform/access/current-actor.js';
import { ApiEndpoint } from '../../../platform/http/api-endpoint.js';
import { InvoiceLinkService } from '../services/invoice-links.service.js';
import { InvoiceReader } from '../services/invoice-reader.service.js';
