import { type Access, INTERNAL } from './access.js';
import { type Context, isRefusal, type Refusal, refuse } from './decider.js';
import { resolve } from './resolve.js';
import type { VisibleCommand } from './visible-command.js';

export function accessOf(
  { access, restrictedTo }: Pick<VisibleCommand, 'access' | 'restrictedTo'>,
  context: Context,
): Access | Refusal {
  if (!restrictedTo) {
    if (access !== 'restricted') return access ? { level: access } : INTERNAL;
    return refuse('restricted-needs-group', 'Say in restrictedTo which group alone may see it.', {
      field: 'restrictedTo',
    });
  }
  if (access && access !== 'restricted') {
    return refuse('access-contradicts-group', `What only one group may see is not ${access}; give access restricted.`, {
      field: 'access',
      value: access,
    });
  }
  const group = resolve(context, 'group', restrictedTo, 'restrictedTo');
  return isRefusal(group) ? group : { level: 'restricted', group: group.id };
}
