/**
 * How a language tells who is who. NAME stands for a name, with a capital; all around it is read in either case. What
 * a name can't be is left out by whoever asks.
 */
export interface NameRules {
  /** “My name is …”: nothing but a name follows. */
  called: readonly string[];
  /** “I'm …”: what one is may follow too. */
  am: readonly string[];
  /** Before those: somebody else's words, or no such thing. */
  reported: RegExp;
  /** Who speaks next: “please welcome …”. */
  presents: readonly string[];
  /** Who speaks next: “over to you, …”, “hi, …”. */
  hands: readonly string[];
  /** Who spoke before: “thanks, …”. */
  thanks: readonly string[];
  /** What may stand before a name that is called. */
  opening: string;
  /** What stands before a word that is no name: a name has no such article. */
  articles: string;
}
