import { Module } from '@nestjs/common';
import { forms, pages } from '#pages/index.js';
import { AccessModule } from '../access/access.module.js';
import { ResultEnricherModule } from '../commands/result-enricher.module.js';
import { HealthModule } from '../health/health.module.js';
import { ImportsModule } from '../imports/imports.module.js';
import { QueriesModule } from '../queries/queries.module.js';
import { ReadModelsModule } from '../read-models/read-models.module.js';
import { TreeModule } from '../tree/tree.module.js';
import { AccessibilityController } from './accessibility.controller.js';
import { AdminController } from './admin.controller.js';
import { FormSender } from './form-sender.js';
import { formsController } from './forms.controller.js';
import { ImportAnswersController } from './import-answers.controller.js';
import { ImportPagesController } from './import-pages.controller.js';
import { MeasurementsController } from './measurements.controller.js';
import { MinutesController } from './minutes.controller.js';
import { PageSender } from './page-sender.js';
import { pagesController } from './pages.controller.js';
import { ReadingController } from './reading.controller.js';
import { RoomController } from './room.controller.js';
import { SignInsController } from './sign-ins.controller.js';

@Module({
  imports: [
    AccessModule,
    HealthModule,
    ImportsModule,
    QueriesModule,
    ReadModelsModule,
    ResultEnricherModule,
    TreeModule,
  ],
  controllers: [
    formsController(forms),
    pagesController(pages),
    AccessibilityController,
    AdminController,
    ImportAnswersController,
    ImportPagesController,
    MeasurementsController,
    MinutesController,
    ReadingController,
    RoomController,
    SignInsController,
  ],
  providers: [PageSender, FormSender],
  exports: [PageSender],
})
export class PagesModule {}
