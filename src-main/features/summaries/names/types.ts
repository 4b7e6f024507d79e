/** Words that tell who somebody is. */
export interface Evidence {
  segmentId: string;
  /** As they stand there. */
  quote: string;
  /** Who says them. */
  saidBy: string | null;
  /** Something that the one who is meant says: the same, or what stands before or after it. */
  heardIn: string;
  weight: number;
}

/** What one piece of evidence comes to. */
export interface Clue extends Evidence {
  speakerId: string;
  /** As it was said. */
  name: string;
}

/** Who somebody may be, by all that was found. */
export interface Finding {
  speakerId: string;
  name: string;
  /** In the order of time. */
  evidence: Evidence[];
  /** What speaks against it. */
  against: number;
}
