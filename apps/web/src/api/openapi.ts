import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';

/** Serves the description of the API, OpenAPI 3.1, at `/api/v1/openapi.json`. */
export function serveOpenApi(app: NestFastifyApplication): void {
  const config = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Homeward')
    .setDescription('Return home interviews of missing children. Errors are problem documents of RFC 9457.')
    .setVersion('1')
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'A key of a provider.' }, 'providerKey')
    .addCookieAuth('homeward_session', { type: 'apiKey', in: 'cookie' }, 'session')
    .build();
  SwaggerModule.setup('api/v1/openapi', app, () => SwaggerModule.createDocument(app, config), {
    ui: false,
    raw: ['json'],
    jsonDocumentUrl: 'api/v1/openapi.json',
  });
}
