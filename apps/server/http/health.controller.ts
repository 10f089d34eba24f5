import { Controller, Get } from '@nestjs/common';
import { Allow } from './policy.js';

@Controller('health')
export class HealthController {
  /** Live: the process answers. */
  @Get('live')
  @Allow('anonymous')
  live() {
    return { status: 'live' };
  }
}
