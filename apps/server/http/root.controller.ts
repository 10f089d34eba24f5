import { Controller, Get } from '@nestjs/common';
import { Allow } from '../access/policy.guard.js';

export const ROOT = {
  name: 'Action Ledger',
  docs: '/api/docs',
  openapi: '/api/openapi.json',
  health: '/health/ready',
} as const;

@Controller()
export class RootController {
  @Get()
  @Allow('anonymous')
  root() {
    return ROOT;
  }
}
