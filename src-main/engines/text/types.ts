export interface Query {
  text: string;
  matchCase: boolean;
  wholeWord: boolean;
  isPattern: boolean;
}

/** What is to be found in texts, and what is to stand in its place; null: nothing. */
export interface Wanted extends Query {
  replacement: string | null;
  limit: number;
}

export interface Found {
  /** Which of the texts. */
  index: number;
  start: number;
  end: number;
  replacement: string | null;
}
