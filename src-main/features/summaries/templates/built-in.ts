import type { Template } from '../../../contract/templates.ts';

type BuiltIn = Pick<Template, 'name' | 'sections' | 'instructions' | 'length'>;

/** Instructions go to a language model, which follows English best. */
const all: Record<string, BuiltIn> = {
  minutes: {
    name: 'Minutes',
    sections: ['overview', 'topics', 'decisions', 'actions', 'questions'],
    instructions:
      'Write the minutes of this meeting for somebody who was not there: what it was about, what was discussed, what was decided and why, who does what by when, and what stayed open. Neutral, in full sentences, without praise.',
    length: 'medium',
  },
  'stand-up': {
    name: 'Stand-up',
    sections: ['topics', 'actions', 'questions'],
    instructions:
      'This is a stand-up. Make a topic of each person, with their name as its title, and say in a few words what they have done, what they do next and what is in their way.',
    length: 'short',
  },
  interview: {
    name: 'Interview',
    sections: ['overview', 'topics', 'questions'],
    instructions:
      'This is an interview. Say who was asked and about what. Make a topic of each subject, with what the person who was asked said about it, as close to their words as you can. Do not judge what they said.',
    length: 'long',
  },
  lecture: {
    name: 'Lecture',
    sections: ['overview', 'topics', 'questions'],
    instructions:
      'This is a lecture. Write notes to learn from: each topic in the order it was taught, with its terms and what they mean, the reasoning, the examples and the figures. Leave out greetings and organisation.',
    length: 'long',
  },
  'one-to-one': {
    name: 'One-to-one',
    sections: ['overview', 'topics', 'actions', 'questions'],
    instructions:
      'This is a conversation between two people who work together. Say what each one brought up, how it goes, what helps and what hinders, and what they promised each other. Be tactful, and keep to what was said.',
    length: 'medium',
  },
  'sales-call': {
    name: 'Sales call',
    sections: ['overview', 'topics', 'decisions', 'actions', 'questions'],
    instructions:
      'This is a conversation with a customer. Say what they need and why, what they use today, what they liked and what they doubted, prices and dates that were named, who decides, and the next step.',
    length: 'medium',
  },
  'follow-up': {
    name: 'Follow-up e-mail',
    sections: ['overview', 'decisions', 'actions'],
    instructions:
      'Write an e-mail to those who took part. The overview is the letter: thanks in one sentence, then what was agreed, in short paragraphs. Friendly, plain, without a subject and without a signature.',
    length: 'short',
  },
  'action-list': {
    name: 'Action list',
    sections: ['actions'],
    instructions:
      'List each thing that somebody has to do: who does it, what exactly, and by when. Only what was said; leave out who or when where nobody said it.',
    length: 'long',
  },
  'decision-log': {
    name: 'Decision log',
    sections: ['decisions', 'questions'],
    instructions:
      'List each decision that was made, with the reason that was given for it and who made it. Leave out what was only proposed; name what was left undecided as an open question.',
    length: 'long',
  },
};

export const builtIns: readonly Template[] = Object.entries(all).map(([id, template]) => ({
  ...{ id, ...template },
  ...{ language: null, isBuiltIn: true, isChanged: false, isHidden: false },
}));
