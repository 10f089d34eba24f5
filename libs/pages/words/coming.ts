interface Coming {
  readonly kind: string;
  readonly what: 'due' | 'occurrence' | 'review' | 'deferral' | 'period';
  readonly firmness: string | null;
  readonly beforeNextMeeting?: boolean | null;
}

/** What comes on its day, after the item's title: "due, an estimate". */
export function comingSaid({ kind, what, firmness }: Coming): string {
  const estimate = firmness === 'estimate' ? ', an estimate' : '';
  const condition = firmness === 'conditional' ? ', if its condition is met' : '';
  return `${said(kind, what)}${estimate}${condition}`;
}

function said(kind: string, what: Coming['what']): string {
  switch (what) {
    case 'due':
      return kind === 'milestone' ? 'milestone' : 'due';
    case 'occurrence':
      return 'due this time';
    case 'review':
      return kind === 'decision' ? 'decision to be reviewed' : 'to be looked at again';
    case 'deferral':
      return 'its deferral ends';
    case 'period':
      return 'a period ends';
  }
}

const WEEKDAY = new Intl.DateTimeFormat('en-GB', { weekday: 'long', timeZone: 'UTC' });

/** "Sunday". */
export const weekday = (day: string): string => WEEKDAY.format(new Date(day));
