import { type INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { ApiWebhooks } from './platform/http/api-webhooks.js';
import { tellGuardAnswers } from './platform/http/guard-answers.js';

const DESCRIPTION = `Everything the portal and the console can do, and what integrators need.

Send \`Authorization: Bearer …\` with an API key (\`ov_live_…\`) or a session's access token. Errors are RFC 9457 problem documents with a
stable \`code\`. Lists answer \`{items, total, page, pageSize}\` or, where rows keep coming, \`{items, next}\`. Repeat an operation with the same
\`Idempotency-Key\` and it happens once. Times are UTC, money is integer cents.

Under \`webhooks\` stands what the platform sends to the endpoints of a workspace, signed as Standard Webhooks has it.`;

/** The API's description, made from the decorators. The committed copy is `backend/openapi.json`. */
export function openApiDocument(app: INestApplication): OpenAPIObject {
  const options = new DocumentBuilder()
    .setTitle('OrbisVoice API')
    .setDescription(DESCRIPTION)
    .setVersion('1')
    .setOpenAPIVersion('3.1.0')
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'API key or access token' })
    .build();
  options.webhooks = app.get(ApiWebhooks, { strict: false }).all;
  const document = SwaggerModule.createDocument(app, options, {
    operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '')}_${method}`,
  });
  tellGuardAnswers(app, document);
  return document;
}
