import { Module, type Type } from '@nestjs/common';
import { enricherOf, queryRoutes, type StartedLedger } from '#application/index.js';
import type { Commands } from '#commands/index.js';
import { aggregates } from '#domain/index.js';
import { AccessModule } from './access/access.module.js';
import { BatchesController, NO_SUCH_ROUTE } from './commands/batches.controller.js';
import { commandsController, RESULT_ENRICHER } from './commands/commands.controller.js';
import { EventTypesController } from './commands/event-types.controller.js';
import { SignInLinksController } from './commands/sign-in-links.controller.js';
import { TokensController } from './commands/tokens.controller.js';
import { LEDGER } from './event-store/event-store.module.js';
import { EventsController } from './events/events.controller.js';
import { noSuchRoute } from './openapi/near-routes.js';
import { OpenApiController } from './openapi/openapi.controller.js';
import { MeController } from './queries/me.controller.js';
import { queriesController } from './queries/queries.controller.js';
import { QueriesModule } from './queries/queries.module.js';
import { COMMANDS, ReadModelsModule } from './read-models/read-models.module.js';
import { WebhooksController } from './webhooks/webhooks.controller.js';

const controllers: Type[] = [
  MeController,
  TokensController,
  SignInLinksController,
  WebhooksController,
  OpenApiController,
  EventsController,
  EventTypesController,
  BatchesController,
  queriesController(queryRoutes),
  ...Object.values(aggregates).map((aggregate) => commandsController(aggregate)),
];

@Module({
  imports: [AccessModule, QueriesModule, ReadModelsModule],
  controllers,
  providers: [
    { provide: NO_SUCH_ROUTE, useValue: noSuchRoute },
    {
      provide: RESULT_ENRICHER,
      inject: [LEDGER, COMMANDS],
      useFactory: (ledger: StartedLedger, commands: Commands) => enricherOf({ ...ledger, commands }),
    },
  ],
})
export class ApiModule {}
