import type streams from '@eventstore/db-client/generated/streams_pb.js';
import { handlerThrew } from './failures.js';
import type { Log } from './log.js';

/** The position of a request for all; the ends of the log where it names them. */
export function allPosition(log: Log, options: streams.ReadReq.Options) {
  const all = options.getAll();
  const position = all?.getPosition();
  if (!position) {
    const at = all?.hasEnd() ? log.end() : 0;
    return { commit: at, prepare: at, isRecord: true };
  }
  const [commit, prepare] = [Number(position.getCommitPosition()), Number(position.getPreparePosition())];
  if (commit < prepare) throw handlerThrew();
  return { commit, prepare, isRecord: commit === 0 || commit >= log.end() || log.isRecord(commit) };
}
