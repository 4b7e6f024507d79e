import { isDeepStrictEqual } from 'node:util';
import type { Action, Claim, Summary, SummaryContent } from '../../contract/summaries.ts';
import { AppError } from '../../rpc/errors.ts';
import type { Db } from '../../storage/database.ts';
import { setContent } from './changes.ts';
import { claimsOf, mapClaims } from './claims.ts';
import { getSummary } from './rows.ts';
import { createCheck } from './support/check.ts';
import { languageOf, saidIn, segmentsAmong } from './transcript.ts';

const wordsOf = (claim: Claim | Action) =>
  JSON.stringify([claim.text.trim(), claim.citations, ...('who' in claim ? [claim.who, claim.when] : [])]);

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

/** What a person takes back is marked as it was, where that is so; whatever the window says, it is looked at once more. */
function createLook(db: Db, { transcriptId }: Summary) {
  let check: ReturnType<typeof createCheck> | undefined;
  return (claim: Claim | Action): Claim['support'] => {
    if (claim.support === 'written') return 'written';
    check ??= createCheck(saidIn(db, transcriptId), languageOf(db, transcriptId));
    return check(claim).support === claim.support ? claim.support : 'written';
  };
}

/** What a person wrote is theirs. What they left as it was keeps its mark. */
export function editSummary(db: Db, id: string, edited: SummaryContent, before?: SummaryContent): Summary {
  return db.transaction(() => {
    const summary = getSummary(db, id);
    if (before && !isDeepStrictEqual(before, summary.content))
      throw new AppError('conflict', 'This summary was changed elsewhere in the meantime.');
    checkCitations(db, summary, edited);
    const marks = new Map(claimsOf(summary.content).map((claim) => [wordsOf(claim), claim.support]));
    const look = createLook(db, summary);
    const content = mapClaims(edited, (claim) => ({
      ...claim,
      support: marks.get(wordsOf(claim)) ?? look(claim),
    }));
    if (!isDeepStrictEqual(content, summary.content)) setContent(db, id, content);
    return getSummary(db, id);
  });
}
