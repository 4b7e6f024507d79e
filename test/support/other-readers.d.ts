/** Readers without types of their own, as far as tests use them. */
declare module 'node-webvtt' {
  const reader: {
    parse(
      text: string,
      options: { strict: boolean },
    ): { valid: boolean; strict: boolean; cues: { text: string }[] };
  };
  export default reader;
}

declare module 'commonmark' {
  export interface Node {
    readonly type: string;
    readonly literal: string | null;
    readonly title: string | null;
    readonly level: number;
    readonly parent: Node | null;
    walker(): { next(): { entering: boolean; node: Node } | null };
  }
  export class Parser {
    parse(text: string): Node;
  }
}
