/** Where one thing that is said ends within a sentence, and another begins. */
export const clauseEnds =
  /[,;:—–]\s|\s(?:but|so|because|although|while|aber|sondern|weil|denn|pero|sino|porque)\s/iu;
