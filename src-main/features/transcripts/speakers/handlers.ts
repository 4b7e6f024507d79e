import type { AllHandlers } from '../../../contract/index.ts';
import type { EditParts } from '../edits/parts.ts';
import { checkMeeting } from '../rows.ts';
import { addSpeaker, mergeSpeakers, recolourSpeaker, removeSpeaker, renameSpeaker } from './changes.ts';
import { peopleOf, renamePerson } from './people.ts';
import { heardSpeakers } from './rows.ts';

export function speakerHandlers(parts: EditParts): Pick<AllHandlers, 'speakers' | 'people'> {
  const { library } = parts;
  return {
    speakers: {
      list({ meetingId }) {
        checkMeeting(library.db, meetingId);
        return { speakers: heardSpeakers(library.db, meetingId) };
      },
      add: (input) => addSpeaker(parts, input),
      rename: ({ id, name }) => renameSpeaker(parts, id, name),
      recolour: ({ id, colour }) => recolourSpeaker(parts, id, colour),
      merge: ({ ids, into }) => mergeSpeakers(parts, ids, into),
      remove: ({ id }) => removeSpeaker(parts, id),
    },
    people: {
      list: ({ prefix, limit }) => ({ people: peopleOf(library.db, prefix, limit) }),
      async rename(names, { signal }) {
        const meetings = await renamePerson(parts, names, signal);
        if (meetings > 0) parts.emit('people.renamed', names);
        return { meetings };
      },
    },
  };
}
