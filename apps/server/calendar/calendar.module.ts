import { Module } from '@nestjs/common';
import { AccessModule } from '../access/access.module.js';
import { PagesModule } from '../pages/pages.module.js';
import { QueriesModule } from '../queries/queries.module.js';
import { CalendarController } from './calendar.controller.js';
import { CalendarFeedsController } from './calendar-feeds.controller.js';
import { FeedController } from './feed.controller.js';
import { Feeds } from './feeds.js';
import { FeedsPageController } from './feeds-page.controller.js';

@Module({
  imports: [AccessModule, QueriesModule, PagesModule],
  controllers: [CalendarController, CalendarFeedsController, FeedsPageController, FeedController],
  providers: [Feeds],
})
export class CalendarModule {}
