import { Module } from '@nestjs/common';
import { pages } from '#pages/index.js';
import { QueriesModule } from '../queries/queries.module.js';
import { CalendarController } from './calendar.controller.js';
import { PageSender } from './page-sender.js';
import { pagesController } from './pages.controller.js';

@Module({
  imports: [QueriesModule],
  controllers: [pagesController(pages), CalendarController],
  providers: [PageSender],
  exports: [PageSender],
})
export class PagesModule {}
