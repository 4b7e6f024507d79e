import { join } from 'node:path';
import type { EmitEvent } from '../../contract/index.ts';
import type { LogSentence } from '../../contract/logs.ts';
import type { DatabaseOptions } from '../../storage/database.ts';
import type { Logger } from '../../storage/log-files.ts';
import { searchHandlers, type SearchParts } from './handlers.ts';
import { createIndexFile } from './index-file.ts';
import { createIndexer } from './indexer.ts';
import { renameInSearches, savedSearchHandlers } from './saved.ts';

interface Outside extends SearchParts, DatabaseOptions {
  home: string;
  emit: EmitEvent;
  log: Logger<LogSentence>;
}

/** The search over the whole library, and the index that makes it quick. */
export function createSearch({ home, emit, log, onSlowQuery, ...parts }: Outside) {
  const file = createIndexFile(join(home, 'search.db'), { ...(onSlowQuery && { onSlowQuery }) }, () => {
    log.warn('the search index was damaged and is made anew');
    indexer.renewed();
  });
  const indexer = createIndexer({
    library: parts.library,
    file,
    log,
    progressed: (progress) => {
      emit('search.progressed', progress);
    },
  });
  return {
    handlers: {
      search: searchHandlers(parts, file, indexer),
      searches: savedSearchHandlers(parts.library, emit),
    },
    personRenamed: (names: { from: string; to: string }) => {
      renameInSearches(parts.library, emit, names);
    },
    changed: indexer.changed,
    renewed: indexer.renewed,
    forgotten: indexer.forgotten,
    close: indexer.close,
  };
}
