import { Module, type Type } from '@nestjs/common';
import { queryRoutes } from '#application/index.js';
import { aggregates } from '#domain/index.js';
import { AccessModule } from './access/access.module.js';
import { BatchesController } from './commands/batches.controller.js';
import { commandsController } from './commands/commands.controller.js';
import { EventTypesController } from './commands/event-types.controller.js';
import { PreviewsController } from './commands/previews.controller.js';
import { NO_SUCH_ROUTE } from './commands/read-command.js';
import { ResultEnricherModule } from './commands/result-enricher.module.js';
import { SignInLinksController } from './commands/sign-in-links.controller.js';
import { TokensController } from './commands/tokens.controller.js';
import { DigestsController } from './digest/digests.controller.js';
import { EventsController } from './events/events.controller.js';
import { ExportsController } from './exports/exports.controller.js';
import { ImportsController } from './imports/imports.controller.js';
import { ImportsModule } from './imports/imports.module.js';
import { noSuchRoute } from './openapi/near-routes.js';
import { OpenApiController } from './openapi/openapi.controller.js';
import { MeController } from './queries/me.controller.js';
import { queriesController } from './queries/queries.controller.js';
import { QueriesModule } from './queries/queries.module.js';
import { ReadModelsModule } from './read-models/read-models.module.js';
import { PacksController } from './tree/packs.controller.js';
import { ProofsController } from './tree/proofs.controller.js';
import { TreeModule } from './tree/tree.module.js';
import { WitnessesController } from './tree/witnesses.controller.js';
import { WebhooksController } from './webhooks/webhooks.controller.js';

const controllers: Type[] = [
  MeController,
  TokensController,
  SignInLinksController,
  DigestsController,
  PreviewsController,
  WebhooksController,
  OpenApiController,
  EventsController,
  ProofsController,
  PacksController,
  WitnessesController,
  EventTypesController,
  BatchesController,
  ImportsController,
  ExportsController,
  queriesController(queryRoutes),
  ...Object.values(aggregates).map((aggregate) => commandsController(aggregate)),
];

@Module({
  imports: [AccessModule, ImportsModule, QueriesModule, ReadModelsModule, ResultEnricherModule, TreeModule],
  controllers,
  providers: [{ provide: NO_SUCH_ROUTE, useValue: noSuchRoute }],
})
export class ApiModule {}
