/** What tests do to a stand-in, in its own process or in another. */
export interface Faults {
  /** Cuts every connection. */
  dropConnections(): Promise<void>;
  /** Cuts every connection, and new ones as they come, until it is called with false. */
  refuseConnections(refused: boolean): Promise<void>;
  /** Answers nothing for a while; what is asked is done all the same, and answered then. */
  pause(milliseconds: number): Promise<void>;
  /** Lets every answer wait, until it is called with 0. */
  delayAnswers(milliseconds: number): Promise<void>;
  /** The next reads are taken and never answered, after some that are. */
  loseReads(count: number, after?: number): Promise<void>;
  /** Gives nothing of reads that are filtered, as while it looks through a long log, until it is called with false. */
  holdSearches(held: boolean): Promise<void>;
  /** The next appends are written and never answered. */
  loseAnswers(count: number): Promise<void>;
  /** The next appends are written, and their connection is cut instead of an answer. */
  cutAnswers(count: number): Promise<void>;
  /** The next appends by batch are answered twice. */
  answerTwice(count: number): Promise<void>;
  /** The next appends by batch are written and answered with a timeout. */
  timeOutAnswers(count: number): Promise<void>;
  /** Cuts every connection once reads and subscriptions have given that many more messages. */
  cutReadsAfter(messages: number): Promise<void>;
  /** Ends every live subscription as that of a subscriber that is too slow. */
  cutSubscriptions(): Promise<void>;
  /** Refuses writes, knowing of no leader. */
  readOnly(refused: boolean): Promise<void>;
  /** Refuses every call on streams, as a node does that is still starting. */
  notReady(refused: boolean): Promise<void>;
  /** Changes a user's password. */
  changePassword(user: string, password: string): Promise<void>;
  /** Makes another node the leader. */
  changeLeader(node: number): Promise<void>;
  /** Ends a node as a kill does; it does not stop leading. Where no majority is left, nobody leads a second later. */
  stopNode(node: number): Promise<void>;
  /** Another node leads, and the one that did ends, to begin its log anew when it is started. */
  deposeLeader(): Promise<void>;
  startNode(node: number): Promise<void>;
}

/** What becomes of an append that has been written. */
export type Fate = 'answered' | 'lost' | 'cut' | 'answeredTwice' | 'timedOut';

/** The faults in force. */
export interface FaultState {
  refusing: boolean;
  pausedUntil: number;
  delay: number;
  readonly next: Record<Exclude<Fate, 'answered'>, number>;
  /** How many more messages reads may give. */
  readable: number;
  lostReads: number;
  readsBeforeLost: number;
  searchesHeld: boolean;
  /** How many messages reads and subscriptions have given. */
  given: number;
  readOnly: boolean;
  notReady: boolean;
  /** Called to end the live subscriptions. */
  readonly liveSubscriptions: Set<() => void>;
}

export const noFaults = (): FaultState => ({
  refusing: false,
  pausedUntil: 0,
  delay: 0,
  next: { lost: 0, cut: 0, answeredTwice: 0, timedOut: 0 },
  readable: Number.POSITIVE_INFINITY,
  lostReads: 0,
  readsBeforeLost: 0,
  searchesHeld: false,
  given: 0,
  readOnly: false,
  notReady: false,
  liveSubscriptions: new Set(),
});

/** Takes the fate of the next append. */
export function nextFate({ next }: FaultState): Fate {
  for (const fate of ['lost', 'cut', 'answeredTwice', 'timedOut'] as const)
    if (next[fate] > 0) {
      next[fate]--;
      return fate;
    }
  return 'answered';
}

/** Whether answers wait. */
export const isHeld = ({ pausedUntil, delay }: FaultState): boolean => delay > 0 || pausedUntil > Date.now();

/** Waits while answers are held. */
export async function whileHeld(state: FaultState): Promise<void> {
  if (state.delay > 0) await sleep(state.delay);
  while (state.pausedUntil > Date.now()) await sleep(LOOK_AGAIN);
}

/** Takes a read that is never to be answered. */
export function isLost(state: FaultState): boolean {
  if (state.lostReads === 0 || state.readsBeforeLost-- > 0) return false;
  state.lostReads -= 1;
  return true;
}

/** Waits while what a filter lets through is still looked for. */
export async function whileSearching(state: FaultState): Promise<void> {
  while (state.searchesHeld) await sleep(LOOK_AGAIN);
}

const LOOK_AGAIN = 20;

const sleep = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds).unref());
