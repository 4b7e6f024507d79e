/** How a language says what is decided, to be done, and when. */
export interface Cues {
  /** A sentence that says what is decided. */
  decides: RegExp;
  /** One that says that something is decided, or to be done, and leaves it to those that follow. */
  announcesDecision: RegExp;
  announcesActions: RegExp;
  /** Something that is not so, or not yet. */
  denies: RegExp;
  /** A word that turns what is said into its opposite. */
  negates: RegExp;
  /** “Ben will send …”: the name in group `who`. What a name can't be is left out by whoever asks. */
  assigns: RegExp;
  /** “I will send …” */
  promises: RegExp;
  /** “Can you send …”, “please send …” */
  requests: RegExp;
  /** “Yes”, “sure”: whoever was asked agrees. */
  agrees: RegExp;
  /** “Not sure”, “let me check”: a question stays open. */
  leavesOpen: RegExp;
  /** How a question begins where no mark ends it. */
  beginsQuestion: RegExp;
  /** A day, a time, or an end that is set. */
  when: RegExp;
}
