import { isDeepStrictEqual } from 'node:util';
import type { Action, Claim, Summary, SummaryContent } from '../../contract/summaries.ts';
import { AppError } from '../../rpc/errors.ts';
import type { Db } from '../../storage/database.ts';
import { setContent } from './changes.ts';
import { claimsOf, mapClaims } from './claims.ts';
import { getSummary } from './rows.ts';
import { segmentsAmong } from './transcript.ts';

const wordsOf = (claim: Claim | Action) =>
  JSON.stringify([claim.text.trim(), ...('who' in claim ? [claim.who, claim.when] : [])]);

/** New citations are of the same transcript; old ones may be of segments that are gone. */
function checkCitations(db: Db, { transcriptId, content }: Summary, edited: SummaryContent): void {
  const before = new Set(claimsOf(content).flatMap(({ citations }) => citations));
  const added = claimsOf(edited)
    .flatMap(({ citations }) => citations)
    .filter((id) => !before.has(id));
  const known = segmentsAmong(db, transcriptId, added);
  const missing = [...new Set(added)].filter((id) => !known.has(id));
  if (missing.length > 0)
    throw new AppError('not_found', 'Some of the cited segments do not exist.', {
      ...{ missing: missing.slice(0, 20), count: missing.length },
    });
}

/** What a person wrote is theirs. What they left as it was keeps its mark, whatever the window says of it. */
export function editSummary(db: Db, id: string, edited: SummaryContent, before?: SummaryContent): Summary {
  return db.transaction(() => {
    const summary = getSummary(db, id);
    if (before && !isDeepStrictEqual(before, summary.content))
      throw new AppError('conflict', 'This summary was changed elsewhere in the meantime.');
    checkCitations(db, summary, edited);
    const marks = new Map(claimsOf(summary.content).map((claim) => [wordsOf(claim), claim.support]));
    const content = mapClaims(edited, (claim) => ({
      ...claim,
      support: marks.get(wordsOf(claim)) ?? 'written',
    }));
    if (!isDeepStrictEqual(content, summary.content)) setContent(db, id, content);
    return getSummary(db, id);
  });
}
