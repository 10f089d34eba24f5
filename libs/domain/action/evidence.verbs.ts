import { IsOptional } from 'class-validator';
import { isRefusal, refuse } from '../kernel/decider.js';
import { omitUndefined } from '../kernel/omit-undefined.js';
import { REPORTS } from '../kernel/roles.js';
import { IsLine, IsLink, IsText } from '../kernel/validation.js';
import { accessOf } from '../kernel/visibility.js';
import { VisibleCommand } from '../kernel/visible-command.js';
import { actionVerb } from './state.js';

export class AttachActionEvidence extends VisibleCommand {
  @IsLine() title: string;
  @IsOptional() @IsLink() url?: string;
  @IsOptional() @IsText() text?: string;
}

export const attachEvidence = actionVerb({
  body: AttachActionEvidence,
  roles: REPORTS,
  summary: 'Attach evidence: a link, or its text, or both.',
  decide(command, _, context) {
    const { title, url, text } = command;
    if (!url && !text) {
      return refuse('evidence-empty', 'Give the address of the evidence in url, or its words in text.', {
        field: 'url',
      });
    }
    const access = accessOf(command, context);
    if (isRefusal(access)) return access;
    return [{ type: 'ActionEvidenceAttached', data: omitUndefined({ title, url, text, access }) }];
  },
});

export class AddActionNote extends VisibleCommand {
  @IsText() text: string;
}

export const addNote = actionVerb({
  body: AddActionNote,
  roles: REPORTS,
  summary: 'Add a note; every note is kept.',
  decide(command, _, context) {
    const access = accessOf(command, context);
    if (isRefusal(access)) return access;
    return [{ type: 'ActionNoteAdded', data: { text: command.text, access } }];
  },
});
