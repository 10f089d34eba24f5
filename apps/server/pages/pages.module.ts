import { Module } from '@nestjs/common';
import { pages } from '#pages/index.js';
import { AccessModule } from '../access/access.module.js';
import { QueriesModule } from '../queries/queries.module.js';
import { AccessibilityController } from './accessibility.controller.js';
import { CalendarController } from './calendar.controller.js';
import { PageSender } from './page-sender.js';
import { pagesController } from './pages.controller.js';

@Module({
  imports: [AccessModule, QueriesModule],
  controllers: [pagesController(pages), AccessibilityController, CalendarController],
  providers: [PageSender],
  exports: [PageSender],
})
export class PagesModule {}
